package social.ramage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Texts made to cost much, twenty times longer than a post may be. Whatever looks at a character more than a bounded
 * number of times does not come to their end.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadingHostileTextsTest {
    private static final int UNITS = 300_000;
    private static final int POST_UNITS = 16 * 1024;

    @Test
    void signsInARow() {
        check("#", 0);
        check("＃#", 0);
        check("@", 0);
        check("é# ", 0);
    }

    @Test
    void startsOfAddresses() {
        check("h", 0);
        check("http", 0);
        check("http://", 0);
        check("https://a", 0);
        check("http://a.b", 1);
        check("http://a.b ", UNITS / 11);
        check("http://a.b/(", 1);
        check("http://a.b)", 1);
        check("a.", 0);
        check("http://" + "a".repeat(260), 0);
        check("http://" + "a.".repeat(130), 0);
        assertThat(Spans.of("http://a.b" + "!".repeat(UNITS)).size()).isEqualTo(1);
        assertThat(Spans.of("http://a.b/" + ")".repeat(UNITS)).getFirst().end()).isEqualTo(11);
        assertThat(Spans.of("http://a.b/" + "(".repeat(UNITS / 2) + ")".repeat(UNITS / 2))
                        .getFirst()
                        .end())
                .isEqualTo(UNITS + 11);
    }

    @Test
    void startsOfMentions() {
        check("@a", 0);
        check("@a ", UNITS / 3);
        check("@a@", 0);
        check("@a@b.", 0);
        check("@" + "a".repeat(40), 0);
        check("@a@" + "b.".repeat(200) + " ", 0);
        check("@a@-.", 0);
        assertThat(Spans.of("@a@b" + ".b".repeat(UNITS)).size()).isZero();
        assertThat(Spans.of("@" + "a".repeat(UNITS)).size()).isZero();
    }

    @Test
    void longHashtagsAndWhatIsNone() {
        check("#a", 0);
        check("#a ", UNITS / 3);
        check("#1 ", 0);
        assertThat(Spans.of("#" + "a".repeat(UNITS)).getFirst().end()).isEqualTo(UNITS + 1);
        assertThat(Spans.of("#" + "1".repeat(UNITS)).size()).isZero();
        assertThat(Spans.of("#" + "_".repeat(UNITS) + "#").size()).isZero();
    }

    @Test
    void marksAndHalfPairs() {
        check("\u0301", 0);
        check("#\u0301", 0);
        check("@\u0301", 0);
        check("\ud800", 0);
        check("#\udc00", 0);
        assertThat(Spans.of("#a" + "\u0301".repeat(UNITS)).size()).isEqualTo(1);
        assertThat(Spans.of("http://a.b/" + "\u0301".repeat(UNITS)).size()).isEqualTo(1);
    }

    @Test
    void charactersThatNeverEndOrPairUp() {
        assertThat(Graphemes.count("a" + "\u0301".repeat(UNITS), Integer.MAX_VALUE))
                .isEqualTo(1);
        assertThat(Graphemes.count("a" + "\u0301".repeat(UNITS), 32)).isEqualTo(-1);
        assertThat(Graphemes.count("👩\u200d".repeat(UNITS / 3), Integer.MAX_VALUE))
                .isEqualTo(1);
        assertThat(Graphemes.count("🇫".repeat(UNITS / 2), 32)).isEqualTo(UNITS / 4);
        assertThat(Graphemes.count("क्".repeat(UNITS / 2), Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(Graphemes.count("\ud83d".repeat(UNITS), 32)).isEqualTo(UNITS);
        assertThat(Graphemes.count("\u1100".repeat(UNITS), Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(Graphemes.count("\u0600".repeat(UNITS), Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(Graphemes.count("\r\n".repeat(UNITS / 2), 32)).isEqualTo(UNITS / 2);
    }

    @Test
    void keysOfTagsAsLongAsAPost() {
        assertThat(Fold.key("É\u0301\u0327".repeat(POST_UNITS / 3))).matches("e{" + POST_UNITS / 3 + "}");
        assertThat(Fold.key("e" + "\u0316\u0301".repeat(POST_UNITS / 2))).isEqualTo("e");
        assertThat(Fold.key("ﷺ".repeat(POST_UNITS)).length()).isEqualTo(POST_UNITS * 18);
    }

    private static void check(String piece, int spans) {
        assertThat(Spans.of(piece.repeat(UNITS / piece.length())).size())
                .as(piece)
                .isEqualTo(spans);
    }
}
