package social.ramage.text;

/**
 * What can be kept as it was sent: half a surrogate pair has no UTF-8, PostgreSQL stores no NUL, and other control
 * characters are seen by nobody. Line ends and tabs are no such.
 */
public final class Storable {
    private Storable() {}

    public static boolean isAll(String text) {
        for (int at = 0; at < text.length(); ) {
            int units = unitsAt(text, at);
            if (units == 0) {
                return false;
            }
            at += units;
        }
        return true;
    }

    /** @return the length of the code point there, or 0 when it cannot be stored */
    public static int unitsAt(String text, int at) {
        char c = text.charAt(at);
        if (Character.isSurrogate(c)) {
            return Character.charCount(text.codePointAt(at)) == 2 ? 2 : 0;
        }
        boolean isControl = c < ' ' || c == 0x7f;
        return isControl && c != '\n' && c != '\t' ? 0 : 1;
    }
}
