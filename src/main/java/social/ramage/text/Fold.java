package social.ramage.text;

import java.text.Normalizer;
import java.util.Locale;

/** Makes one key of what people write in several ways: {@code #Été}, {@code #ete} and {@code #ÉTÉ} are one topic. */
public final class Fold {
    private Fold() {}

    public static String key(String text) {
        var apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
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
            // Accents of Latin, Greek and Cyrillic letters; marks of other scripts are letters of their own.
            default -> {
                if (codePoint < 0x300 || codePoint > 0x36F) {
                    key.appendCodePoint(codePoint);
                }
            }
        }
    }
}
