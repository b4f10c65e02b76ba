package social.ramage.problem;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of one language, from {@code words_fr.properties} and its siblings. */
public enum Words {
    ENGLISH(Locale.ENGLISH),
    FRENCH(Locale.FRENCH);

    private final Locale locale;
    private final ResourceBundle sentences;

    Words(Locale locale) {
        this.locale = locale;
        this.sentences = ResourceBundle.getBundle(
                "social.ramage.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** English for every language that Ramage does not speak. */
    public static Words in(Locale locale) {
        return locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
    }

    public Locale locale() {
        return locale;
    }

    public String say(Sentence sentence) {
        return new MessageFormat(sentences.getString(sentence.key()), locale)
                .format(sentence.values().toArray());
    }
}
