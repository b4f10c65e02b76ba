package social.ramage.id;

import java.util.Optional;

/** Reads ids as clients send them: decimal digits of a positive 64-bit number. */
public final class DecimalId {
    private static final int DIGITS_MAX = 19;

    private DecimalId() {}

    /** @return nothing for a sign, a space, a letter, zero, or more than 63 bits */
    public static Optional<Long> parse(String sent) {
        if (sent.isEmpty() || sent.length() > DIGITS_MAX) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < sent.length(); i++) {
            int digit = sent.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            value = value * 10 + digit;
        }
        return value > 0 ? Optional.of(value) : Optional.empty();
    }
}
