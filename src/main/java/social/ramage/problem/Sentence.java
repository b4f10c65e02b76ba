package social.ramage.problem;

import java.util.List;
import java.util.Locale;

/** Something to tell a person, before it is known in which language. */
public record Sentence(String key, List<Object> values) {
    public static Sentence of(String key, Object... values) {
        return new Sentence(key, List.of(values));
    }

    public String in(Locale locale) {
        return Words.in(locale).say(this);
    }
}
