package social.ramage.person;

import java.util.Locale;
import java.util.Optional;
import social.ramage.problem.Refusal;

/** Where mail reaches somebody. Never shown to others. */
public record Email(String value) {
    /** RFC 5321, 4.5.3.1.3: what fits into a path. */
    private static final int LENGTH_MAX = 254;

    /**
     * Takes what can be an address; whether it is one, only a mail can tell.
     *
     * @throws Refusal Invalid
     */
    public static Email parse(String sent) {
        var email = sent.strip();
        int at = email.lastIndexOf('@');
        boolean plain = email.length() <= LENGTH_MAX && email.chars().allMatch(c -> c > ' ' && c != 0x7f && c != ',');
        if (!plain || at < 1 || at == email.length() - 1) {
            throw Refusal.invalid("email", "problem.email");
        }
        return new Email(email);
    }

    /** As {@link #parse}, where it is nobody's business what was wrong. */
    static Optional<Email> find(String sent) {
        try {
            return Optional.of(parse(sent));
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    /** Two spellings of one address have one key. */
    String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** An address is never logged by accident. */
    @Override
    public String toString() {
        return "(an e-mail address)";
    }
}
