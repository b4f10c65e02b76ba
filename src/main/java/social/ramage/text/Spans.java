package social.ramage.text;

import com.twitter.twittertext.Regex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds links, mentions and hashtags. Links and mentions by a scan that looks at each character a bounded number of
 * times; hashtags by twitter-text's pattern on what remains, since its rules are what people know.
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
        if (nextSign(text, 0) >= 0) {
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
        var matcher = Regex.VALID_HASHTAG.matcher(rest);
        // Asked at the signs only: left to search, the pattern would try every character of the text.
        for (int at = nextSign(text, 0); at >= 0; at = nextSign(text, at + 1)) {
            matcher.region(Math.max(0, at - 1), rest.length());
            boolean isTag = matcher.lookingAt() && matcher.start(Regex.VALID_HASHTAG_GROUP_HASH) == at;
            if (isTag && isWhole(rest, matcher.end())) {
                spans.add(new Span.Hashtag(
                        matcher.start(Regex.VALID_HASHTAG_GROUP_HASH),
                        matcher.end(),
                        matcher.group(Regex.VALID_HASHTAG_GROUP_TAG)));
            }
        }
    }

    private static int nextSign(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '#' || text.charAt(at) == '＃') {
                return at;
            }
        }
        return -1;
    }

    /** "#one#two" is no tag, and neither is the start of an address. */
    private static boolean isWhole(StringBuilder rest, int end) {
        var next = rest.substring(end, Math.min(end + 3, rest.length()));
        return !Regex.INVALID_HASHTAG_MATCH_END.matcher(next).find();
    }
}
