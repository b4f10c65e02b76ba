package social.ramage.text;

import org.jspecify.annotations.Nullable;

/** Web addresses in running text: what starts with http:// or https:// and has a host. */
final class Links {
    private static final String TRAILING = ".,;:!?'\"*_~…’”»›、。！？";

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

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
                && c != '»'
                && !isInvisible(c);
    }

    /** Marks that turn the direction of writing or allow a break: programs put them around addresses. Joiners are letters' own. */
    private static boolean isInvisible(char c) {
        return (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f
                || c == 0x061c
                || c == 0xfeff;
    }

    /** A sentence's own signs after an address are not part of it, nor a bracket that the address does not open. */
    private static int withoutTrailing(String text, int from, int end) {
        var unopened = new int[OPENING.length()];
        for (int i = 0; i < unopened.length; i++) {
            unopened[i] = -balance(text, from, end, OPENING.charAt(i), CLOSING.charAt(i));
        }
        int last = end;
        while (last > from) {
            char c = text.charAt(last - 1);
            int bracket = CLOSING.indexOf(c);
            if (bracket >= 0 && unopened[bracket]-- <= 0) {
                break;
            }
            if (bracket < 0 && TRAILING.indexOf(c) < 0) {
                break;
            }
            last--;
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
        while (end < text.length() && end - start <= HOST_MAX && isHost(text, start, end)) {
            end++;
        }
        if (end - start > HOST_MAX) {
            return -1;
        }
        while (end > start && "-._".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        var name = text.substring(start, end);
        return name.indexOf('.') > 0 || name.equals("localhost") ? end : -1;
    }

    /** No part between dots is empty, nor begins or ends with a hyphen. */
    private static boolean isHost(String text, int start, int at) {
        char c = text.charAt(at);
        boolean first = at == start || text.charAt(at - 1) == '.';
        return switch (c) {
            case '.' -> !first && text.charAt(at - 1) != '-';
            case '-' -> !first;
            case '_' -> true;
            default -> Character.isLetterOrDigit(c) || Character.isSurrogate(c) || isOfALetter(c);
        };
    }

    /** Vowel signs and the like, without which many languages could not be written; and symbols, which some hosts have. */
    private static boolean isOfALetter(char c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }
}
