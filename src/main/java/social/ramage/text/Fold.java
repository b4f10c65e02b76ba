package social.ramage.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes one key of what people write in several ways: {@code #Été}, {@code #ete} and {@code #ÉTÉ} are one topic. For texts
 * no longer than a post: the JDK puts many marks on one letter in order by moving each past the others.
 */
public final class Fold {
    private Fold() {}

    public static String key(String text) {
        // Small letters last: some signs are capitals only once they are taken apart.
        var apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var key = new StringBuilder(apart.length());
        apart.codePoints().forEach(c -> append(key, c));
        return Normalizer.normalize(key, Normalizer.Form.NFC);
    }

    private static void append(StringBuilder key, int codePoint) {
        switch (codePoint) {
            case 'œ' -> key.append("oe");
            case 'æ' -> key.append("ae");
            case 'ß' -> key.append("ss");
            case 'ø' -> key.append('o');
            case 'ł' -> key.append('l');
            // The capital of both i's is one letter to most of the world, and of both sigmas everywhere.
            case 'ı' -> key.append('i');
            case 'ς' -> key.append('σ');
            // Accents of Latin, Greek and Cyrillic letters; marks of other scripts are letters of their own.
            default -> {
                if (codePoint < 0x300 || codePoint > 0x36F) {
                    key.appendCodePoint(codePoint);
                }
            }
        }
    }
}
