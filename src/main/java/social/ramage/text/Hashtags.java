package social.ramage.text;

import com.twitter.twittertext.Regex;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Hashtags as twitter-text finds them, since its rules are what people know. Its pattern tries hundreds of ranges for
 * each character, so tags in Latin letters, which are nearly all, are found by a scan that says the same; a test holds
 * the two equal.
 */
final class Hashtags {
    /** Below are the Latin letters with their accents, and no mark that would go on with a tag. */
    private static final char LATIN_END = 0x250;

    private static final char MIDDLE_DOT = '·';
    private static final char SHARP = '#';
    private static final char FULL_WIDTH_SHARP = '＃';

    private final String text;
    private @Nullable Matcher matcher;

    /** @param text with blanks where links and mentions were */
    Hashtags(String text) {
        this.text = text;
    }

    static boolean isSign(char c) {
        return c == SHARP || c == FULL_WIDTH_SHARP;
    }

    /** @param at where a sign stands */
    Span.@Nullable Hashtag at(int at) {
        int end = at + 1;
        boolean hasLetter = false;
        while (end < text.length() && isLatinPart(text.charAt(end))) {
            hasLetter |= Character.isLetter(text.charAt(end));
            end++;
        }
        if (!isPlain(at - 1) || !isPlain(end)) {
            return byPattern(at);
        }
        boolean joined = at > 0 && (isLatinPart(text.charAt(at - 1)) || text.charAt(at - 1) == '&');
        return hasLetter && !joined && isWhole(end) ? new Span.Hashtag(at, end, text.substring(at + 1, end)) : null;
    }

    private static boolean isLatinPart(char c) {
        return c == '_' || (c < LATIN_END && Character.isLetterOrDigit(c));
    }

    /** Whether the scan knows what the character there does to a tag; the ends of the text do nothing. */
    private boolean isPlain(int at) {
        return at < 0 || at >= text.length() || (text.charAt(at) < LATIN_END && text.charAt(at) != MIDDLE_DOT);
    }

    private Span.@Nullable Hashtag byPattern(int at) {
        if (matcher == null) {
            matcher = Regex.VALID_HASHTAG.matcher(text);
        }
        matcher.region(Math.max(0, at - 1), text.length());
        boolean isTag = matcher.lookingAt() && matcher.start(Regex.VALID_HASHTAG_GROUP_HASH) == at;
        return isTag && isWhole(matcher.end())
                ? new Span.Hashtag(at, matcher.end(), matcher.group(Regex.VALID_HASHTAG_GROUP_TAG))
                : null;
    }

    /** "#one#two" is no tag, and neither is the start of an address. */
    private boolean isWhole(int end) {
        return end >= text.length() || !(isSign(text.charAt(end)) || text.startsWith("://", end));
    }
}
