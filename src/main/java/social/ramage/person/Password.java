package social.ramage.person;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import social.ramage.problem.Refusal;

/** A password as somebody typed it; never kept, never shown. */
public record Password(String value) {
    /** OWASP ASVS 5.0, 6.2.1: eight at least, and more is better. */
    public static final int CHARACTERS_MIN = 10;

    /** A whole sentence fits; Argon2 is given no book. */
    private static final int BYTES_MAX = 512;

    private static final int DIFFERENT_MIN = 5;

    /**
     * One that somebody chooses.
     *
     * @param known what others know about them, such as handle and address; a password made of that is none
     * @throws Refusal Invalid when it is too short, too long or easily guessed
     */
    public static Password choose(String sent, String... known) {
        if (sent.codePointCount(0, sent.length()) < CHARACTERS_MIN) {
            throw Refusal.invalid("password", "problem.password_short", CHARACTERS_MIN);
        }
        if (sent.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw Refusal.invalid("password", "problem.password_long", BYTES_MAX);
        }
        var rest = sent.toLowerCase(Locale.ROOT);
        for (var word : known) {
            if (word.length() > 2) {
                rest = rest.replace(word.toLowerCase(Locale.ROOT), "");
            }
        }
        if (rest.codePoints().distinct().count() < DIFFERENT_MIN || isRun(rest)) {
            throw Refusal.invalid("password", "problem.password_weak");
        }
        return new Password(sent);
    }

    /** One that is only compared: what is too long was never chosen. */
    static boolean canBe(String sent) {
        return !sent.isEmpty() && sent.length() <= BYTES_MAX;
    }

    /** Whether each character follows the one before it, as in 1234567890 or zyxwvutsrq. */
    private static boolean isRun(String text) {
        for (int step : new int[] {1, -1}) {
            int breaks = 0;
            for (int i = 1; i < text.length(); i++) {
                if (text.charAt(i) - text.charAt(i - 1) != step) {
                    breaks++;
                }
            }
            if (breaks <= 1) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "(a password)";
    }
}
