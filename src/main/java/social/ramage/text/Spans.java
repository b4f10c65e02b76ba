package social.ramage.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds links, mentions and hashtags. Links and mentions by a scan that looks at each character a bounded number of
 * times; hashtags by the rules of twitter-text on what remains.
 */
public final class Spans {
    private static final char BLANK = ' ';

    private Spans() {}

    /** In the order of the text, none over another. */
    public static List<Span> of(String text) {
        var spans = new ArrayList<Span>();
        for (int at = 0; at < text.length(); ) {
            var span = switch (text.charAt(at)) {
                case 'h', 'H' -> Links.at(text, at);
                case '@' -> Mentions.at(text, at);
                default -> null;
            };
            if (span != null) {
                spans.add(span);
                at = span.end();
            } else {
                at++;
            }
        }
        if (text.chars().anyMatch(c -> Hashtags.isSign((char) c))) {
            addHashtags(text, spans);
            spans.sort(Comparator.comparingInt(Span::start));
        }
        return List.copyOf(spans);
    }

    private static void addHashtags(String text, List<Span> spans) {
        var rest = new StringBuilder(text);
        for (var span : spans) {
            for (int i = span.start(); i < span.end(); i++) {
                rest.setCharAt(i, BLANK);
            }
        }
        var hashtags = new Hashtags(rest.toString());
        for (int at = 0; at < text.length(); at++) {
            var tag = Hashtags.isSign(rest.charAt(at)) ? hashtags.at(at) : null;
            if (tag != null) {
                spans.add(tag);
                at = tag.end() - 1;
            }
        }
    }
}
