package social.ramage.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import social.ramage.problem.Sentence;

/**
 * What every page shows around what it is about, and the words in the reader's language.
 *
 * @param place the name of this server
 */
public record Frame(Locale locale, String place, boolean isSignedIn) {
    public String language() {
        return locale.getLanguage();
    }

    public String say(String key, Object... values) {
        return Sentence.of(key, values).in(locale);
    }

    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}
