package social.ramage.person;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/** Bytes as letters that can be copied by hand (RFC 4648, 6), without filling. The JDK has none. */
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int UNITS_MAX = 200;

    private Base32() {}

    static String write(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte one : bytes) {
            buffer = (buffer << 8) | (one & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(LETTERS.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(LETTERS.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }

    static Optional<byte[]> read(String text) {
        if (text.length() > UNITS_MAX) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char one : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int value = LETTERS.indexOf(one);
            if (value < 0) {
                return Optional.empty();
            }
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return Optional.of(bytes.toByteArray());
    }
}
