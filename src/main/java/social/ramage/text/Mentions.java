package social.ramage.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code @handle} and {@code @handle@host}. A name that is too long, or goes on in letters that no handle has, is no
 * mention at all: cut short it would name somebody else.
 */
final class Mentions {
    static final int HANDLE_MAX = 30;

    private static final int HOST_MAX = 253;

    private Mentions() {}

    static Span.@Nullable Mention at(String text, int start) {
        if (start > 0 && joins(text.codePointBefore(start))) {
            return null;
        }
        int end = start + 1;
        while (end < text.length() && isHandle(text.charAt(end))) {
            end++;
        }
        int length = end - start - 1;
        if (length == 0 || length > HANDLE_MAX || (end < text.length() && goesOn(text.codePointAt(end)))) {
            return null;
        }
        var handle = text.substring(start + 1, end).toLowerCase(Locale.ROOT);
        int hostEnd = hostEnd(text, end);
        return hostEnd == end
                ? new Span.Mention(start, end, handle, "")
                : new Span.Mention(
                        start, hostEnd, handle, text.substring(end + 1, hostEnd).toLowerCase(Locale.ROOT));
    }

    private static int hostEnd(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '@') {
            return at;
        }
        int end = at + 1;
        int lastWord = at;
        boolean hasDot = false;
        while (end < text.length() && end - at <= HOST_MAX && isHost(text.charAt(end))) {
            char c = text.charAt(end);
            if (c != '.' && c != '-') {
                hasDot |= text.charAt(end - 1) == '.' && end - 1 > at + 1;
                lastWord = end;
            }
            end++;
        }
        return hasDot ? lastWord + 1 : at;
    }

    private static boolean isHandle(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHost(char c) {
        return c == '.' || c == '-' || (c != '_' && isHandle(c));
    }

    private static boolean goesOn(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    private static boolean joins(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '_'
                || codePoint == '/'
                || codePoint == '@'
                || codePoint == '=';
    }
}
