package social.ramage.text;

import org.jspecify.annotations.Nullable;

/** Web addresses in running text: what starts with http:// or https:// and has a host. */
final class Links {
    private static final String TRAILING = ".,;:!?'\"*_~…’”»›、。！？";

    private static final int HOST_MAX = 253;

    private Links() {}

    static Span.@Nullable Link at(String text, int start) {
        int host = hostStart(text, start);
        if (host < 0 || (start > 0 && Character.isLetterOrDigit(text.codePointBefore(start)))) {
            return null;
        }
        int hostEnd = hostEnd(text, host);
        if (hostEnd < 0) {
            return null;
        }
        int end = hostEnd;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return new Span.Link(start, withoutTrailing(text, hostEnd, end));
    }

    private static int hostStart(String text, int start) {
        for (var scheme : new String[] {"https://", "http://"}) {
            if (text.regionMatches(/* ignoreCase= */ true, start, scheme, 0, scheme.length())) {
                return start + scheme.length();
            }
        }
        return -1;
    }

    private static boolean isPart(char c) {
        return c > ' '
                && c != '<'
                && c != '>'
                && c != '"'
                && c != '`'
                && c != 0x7f
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && c != '«'
                && c != '»';
    }

    /** A sentence's own signs after an address are not part of it, nor a bracket that the address does not open. */
    private static int withoutTrailing(String text, int from, int end) {
        int round = balance(text, from, end, '(', ')');
        int square = balance(text, from, end, '[', ']');
        int last = end;
        while (last > from) {
            char c = text.charAt(last - 1);
            if (TRAILING.indexOf(c) >= 0) {
                last--;
            } else if (c == ')' && round < 0) {
                round++;
                last--;
            } else if (c == ']' && square < 0) {
                square++;
                last--;
            } else {
                break;
            }
        }
        return last;
    }

    private static int balance(String text, int from, int end, char open, char close) {
        int balance = 0;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            balance += c == open ? 1 : c == close ? -1 : 0;
        }
        return balance;
    }

    /** @return where the host ends, or -1 when there is none; looks at no more than a host can have */
    private static int hostEnd(String text, int start) {
        int end = start;
        int lastDot = -1;
        while (end < text.length() && end - start <= HOST_MAX && isHost(text.charAt(end))) {
            if (text.charAt(end) == '.') {
                boolean startsLabel = end == start || lastDot == end - 1;
                if (startsLabel) {
                    break;
                }
                lastDot = end;
            }
            end++;
        }
        while (end > start && "-.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        var name = text.substring(start, end);
        return name.indexOf('.') > 0 || name.equals("localhost") ? end : -1;
    }

    private static boolean isHost(char c) {
        return c == '.' || c == '-' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}
