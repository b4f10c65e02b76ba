package social.ramage.post;

import java.nio.charset.StandardCharsets;
import java.util.List;
import social.ramage.problem.Refusal;
import social.ramage.text.Graphemes;
import social.ramage.text.Span;
import social.ramage.text.Spans;
import social.ramage.text.Storable;

/**
 * What someone wrote. The limits stand in {@link #parse}: posts that came under another limit must still load.
 *
 * @param spans the links, mentions and hashtags in {@code value}, found once
 */
public record PostText(String value, String warning, List<Span> spans) {
    /** What a web address counts, however long it is: clients count the same. */
    public static final int LINK_CHARACTERS = 23;

    private static final int BYTES_MAX = 16 * 1024;
    private static final int LINK_UNITS_MAX = 2_048;
    private static final int CHARACTER_CODE_POINTS_MAX = 32;
    /** Beyond this nobody counts any more. */
    static final int UNITS_COUNTED_MAX = 10_000;

    /**
     * Takes what a person sent, without the white space around it; line ends become one character.
     *
     * @param charactersMax user-perceived characters that warning and text may have together
     * @throws Refusal Invalid, and why; nothing is ever cut
     */
    public static PostText parse(String sent, String sentWarning, int charactersMax) {
        var text = normal(sent);
        var warning = normal(sentWarning);
        if (isBlank(text)) {
            // Clients let people fill in the warning only; then it is what they wanted to say.
            text = warning;
            warning = "";
        }
        if (isBlank(text)) {
            throw Refusal.invalid("status", "problem.text_empty");
        }
        refuseUnstorable(text);
        refuseUnstorable(warning);
        if (text.length() + warning.length() > UNITS_COUNTED_MAX) {
            throw Refusal.invalid("status", "problem.text_far_too_long", charactersMax, UNITS_COUNTED_MAX);
        }
        var spans = Spans.of(text);
        int characters = count(text, spans) + count(warning, List.of());
        if (characters > charactersMax) {
            throw Refusal.invalid("status", "problem.text_too_long", charactersMax, characters);
        }
        if (utf8(text) + utf8(warning) > BYTES_MAX) {
            throw Refusal.invalid("status", "problem.text_bytes", BYTES_MAX);
        }
        return new PostText(text, warning, spans);
    }

    private static String normal(String sent) {
        return sent.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    /** Nothing in it can be seen, though it may hold spaces that do not break or marks that take no room. */
    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private static void refuseUnstorable(String text) {
        if (!Storable.isAll(text)) {
            throw Refusal.invalid("status", "problem.text_unstorable");
        }
    }

    private static int count(String text, List<Span> spans) {
        int characters = 0;
        int from = 0;
        for (var span : spans) {
            switch (span) {
                case Span.Link(int start, int end) -> {
                    if (end - start > LINK_UNITS_MAX) {
                        throw Refusal.invalid("status", "problem.link_too_long", LINK_UNITS_MAX);
                    }
                    characters += graphemes(text, from, start) + LINK_CHARACTERS;
                    from = end;
                }
                case Span.Mention(int start, int end, var handle, var _) -> {
                    // The host is not the writer's words: @somebody@elsewhere counts as @somebody.
                    characters += graphemes(text, from, start) + 1 + handle.length();
                    from = end;
                }
                case Span.Hashtag _ -> {
                    // Counts as it is.
                }
            }
        }
        return characters + graphemes(text, from, text.length());
    }

    private static int graphemes(String text, int from, int to) {
        int count = Graphemes.count(text.substring(from, to), CHARACTER_CODE_POINTS_MAX);
        if (count < 0) {
            throw Refusal.invalid("status", "problem.character_too_large", CHARACTER_CODE_POINTS_MAX);
        }
        return count;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
