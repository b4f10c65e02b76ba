package social.ramage.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code @handle} and {@code @handle@host}. A name or host that is too long, or goes on in letters that it cannot have,
 * is no mention at all: cut short it would name somebody else. For the same reason {@code @handle@} with something else
 * than a host after it names nobody here.
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
        if (length == 0 || length > HANDLE_MAX || goesOn(text, end) || text.startsWith("://", end)) {
            return null;
        }
        var handle = text.substring(start + 1, end).toLowerCase(Locale.ROOT);
        if (end == text.length() || text.charAt(end) != '@') {
            return new Span.Mention(start, end, handle, "");
        }
        int hostEnd = hostEnd(text, end + 1);
        return hostEnd < 0 || goesOn(text, hostEnd)
                ? null
                : new Span.Mention(
                        start, hostEnd, handle, text.substring(end + 1, hostEnd).toLowerCase(Locale.ROOT));
    }

    /** @return where the host ends, or -1 when there is none with a dot in it; looks at no more than a host can have */
    private static int hostEnd(String text, int start) {
        int end = start;
        int lastWord = start;
        boolean hasDot = false;
        while (end < text.length() && end - start <= HOST_MAX && isHost(text.charAt(end))) {
            char c = text.charAt(end);
            if (c != '.' && c != '-') {
                hasDot |= text.charAt(end - 1) == '.' && end - 1 > start;
                lastWord = end;
            }
            end++;
        }
        return hasDot && end - start <= HOST_MAX ? lastWord + 1 : -1;
    }

    private static boolean isHandle(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHost(char c) {
        return c == '.' || c == '-' || (c != '_' && isHandle(c));
    }

    private static boolean goesOn(String text, int at) {
        if (at == text.length()) {
            return false;
        }
        int codePoint = text.codePointAt(at);
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> Character.isLetterOrDigit(codePoint);
        };
    }

    private static boolean joins(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '_'
                || codePoint == '/'
                || codePoint == '@'
                || codePoint == '=';
    }
}
