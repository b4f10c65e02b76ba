package social.ramage.account;

import java.util.Locale;
import social.ramage.problem.Refusal;

/** The name that an account is mentioned by, in the case that its holder chose. */
public record Handle(String value) {
    static final int LENGTH_MAX = 30;

    /** @throws Refusal Invalid, unless 1 to {@value #LENGTH_MAX} of a to z, 0 to 9 and underscore */
    public static Handle parse(String sent) {
        boolean plain =
                !sent.isEmpty() && sent.length() <= LENGTH_MAX && sent.chars().allMatch(Handle::isPart);
        if (!plain) {
            throw Refusal.invalid("handle", "problem.handle", LENGTH_MAX);
        }
        return new Handle(sent);
    }

    /** Handles that differ in case only are one. */
    public String key() {
        return key(value);
    }

    public static String key(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(int c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public String toString() {
        return value;
    }
}
