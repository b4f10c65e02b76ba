package social.ramage.intake.reading;

import java.util.Map;
import social.ramage.text.Storable;

/** A text on its way in: never shortened, with the line ends that are stored here, and with nothing that cannot be. */
record ReadText(String value, boolean isReplaced) {
    /** As much as a post that is written here may take. */
    private static final int BYTES_MAX = 16 * 1024;

    private static final char REPLACEMENT = '\ufffd';
    private static final int ENTITY_MAX = 8;
    private static final Map<String, String> CHARACTER_BY_NAME =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    /** @throws Malformed when it is empty, or longer than any post */
    static ReadText ofPost(String text) {
        if (text.isBlank()) {
            throw new Malformed("intake.bad.no_text");
        }
        // Three bytes a unit at most: most texts are short enough without being looked at.
        if (text.length() > BYTES_MAX / 3
                && text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw new Malformed("intake.bad.long_text", BYTES_MAX);
        }
        return of(text);
    }

    static ReadText of(String text) {
        if (Storable.isAll(text)) {
            return new ReadText(text, /* isReplaced= */ false);
        }
        var kept = new StringBuilder(text.length());
        boolean isReplaced = false;
        for (int i = 0; i < text.length(); i++) {
            int units = Storable.unitsAt(text, i);
            if (units > 0) {
                kept.append(text, i, i + units);
                i += units - 1;
            } else if (text.charAt(i) == '\r') {
                kept.append('\n');
                i += i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
            } else {
                kept.append(REPLACEMENT);
                isReplaced = true;
            }
        }
        return new ReadText(kept.toString(), isReplaced);
    }

    /** Turns what HTML needs to escape back into what was written, once. */
    static String unescape(String html) {
        int next = html.indexOf('&');
        if (next < 0) {
            return html;
        }
        var text = new StringBuilder(html.length());
        int from = 0;
        for (; next >= 0; next = html.indexOf('&', next + 1)) {
            int end = html.indexOf(';', next);
            if (end < 0) {
                break;
            }
            var character = end - next > ENTITY_MAX ? "" : character(html.substring(next + 1, end));
            if (!character.isEmpty()) {
                text.append(html, from, next).append(character);
                from = end + 1;
            }
        }
        return text.append(html, from, html.length()).toString();
    }

    /** @return empty when that names none */
    private static String character(String name) {
        if (!name.startsWith("#")) {
            return CHARACTER_BY_NAME.getOrDefault(name, "");
        }
        try {
            int code = name.startsWith("#x") || name.startsWith("#X")
                    ? Integer.parseUnsignedInt(name.substring(2), 16)
                    : Integer.parseUnsignedInt(name.substring(1));
            return Character.isValidCodePoint(code) ? Character.toString(code) : "";
        } catch (NumberFormatException _) {
            return "";
        }
    }
}
