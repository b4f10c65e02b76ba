package social.ramage.text;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * User-perceived characters: extended grapheme clusters of Unicode UAX #29, as the JDK's own break iterator finds them.
 */
public final class Graphemes {
    private Graphemes() {}

    /**
     * @param codePointsMax how many code points one character may be made of
     * @return the count, or -1 when a character has more code points than that
     */
    public static int count(CharSequence text, int codePointsMax) {
        return isSimple(text) ? text.length() : countClusters(text.toString(), codePointsMax);
    }

    /** Below U+0300 nothing combines with its neighbour, but for a line end of two. */
    private static boolean isSimple(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x300 || c == '\r') {
                return false;
            }
        }
        return true;
    }

    private static int countClusters(String text, int codePointsMax) {
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int count = 0;
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            if (text.codePointCount(start, end) > codePointsMax) {
                return -1;
            }
            count++;
        }
        return count;
    }
}
