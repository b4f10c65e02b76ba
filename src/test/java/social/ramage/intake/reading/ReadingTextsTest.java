package social.ramage.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.ramage.text.Storable;

class ReadingTextsTest {
    private static final int BYTES_MAX = 16 * 1024;
    private static final int TEXTS = 2_000;
    private static final String[] PIECES = {
        "a", "é", "\r", "\n", "\t", "\u0000", "\u007f", "\ud83d", "\ude00", "😀", "\ufffd", "&amp;"
    };

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a &amp; b, a & b",
                "&lt;b&gt;, <b>",
                "&quot;it&apos;s&#39;, `\"it's'`",
                "&amp;amp;lt;, &amp;lt;",
                "&#233;&#xe9;&#XE9;, ééé",
                "&#128512;&#x1F600;, 😀😀",
                "AT&T; &nbsp;&eacute;, AT&T; &nbsp;&eacute;",
                "a & b &amp; c, a & b & c",
                "&amp, &amp",
                "&;&#;&#x;&#-1;&#x110000;&#xfffffffff;, &;&#;&#x;&#-1;&#x110000;&#xfffffffff;",
                "&&amp;&, &&&",
                "&amp ;&lt;, &amp ;<",
                "&AMP;, &AMP;",
            })
    void whatHtmlNeedsToEscapeIsTurnedBackOnce(String html, String text) {
        assertThat(ReadText.unescape(html)).isEqualTo(text);
    }

    @Test
    void lineEndsBecomeThoseThatAreStored() {
        assertThat(ReadText.of("a\r\nb\rc\nd\r\r\ne\r")).isEqualTo(new ReadText("a\nb\nc\nd\n\ne\n", false));
    }

    @Test
    void whatCannotBeStoredIsReplacedAndTold() {
        assertThat(ReadText.of("a\u0000b\u007f")).isEqualTo(new ReadText("a\ufffdb\ufffd", true));
        assertThat(ReadText.of("\ud83dx\ude00")).isEqualTo(new ReadText("\ufffdx\ufffd", true));
        assertThat(ReadText.of("\u0000😀\t")).isEqualTo(new ReadText("\ufffd😀\t", true));
        assertThat(ReadText.of("a\ufffd")).isEqualTo(new ReadText("a\ufffd", false));
    }

    @Test
    void whateverComesCanBeStoredAndIsNotChangedAgain() {
        for (int seed = 0; seed < TEXTS; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }

            var read = ReadText.of(text.toString());

            assertThat(Storable.isAll(read.value())).as("seed " + seed).isTrue();
            assertThat(ReadText.of(read.value())).as("seed " + seed).isEqualTo(new ReadText(read.value(), false));
            assertThat(read.isReplaced())
                    .as("seed " + seed)
                    .isEqualTo(!Storable.isAll(text.toString().replace("\r", "\n")));
        }
    }

    @Test
    void aPostHasAsManyBytesAsOneThatIsWrittenHereAtMost() {
        assertThat(ReadText.ofPost("x".repeat(BYTES_MAX)).value()).hasSize(BYTES_MAX);
        assertThat(ReadText.ofPost("é".repeat(BYTES_MAX / 2)).value()).hasSize(BYTES_MAX / 2);
        checkIsRefused("x".repeat(BYTES_MAX + 1), "intake.bad.long_text");
        checkIsRefused("é".repeat(BYTES_MAX / 2) + "x", "intake.bad.long_text");
        // Three bytes each: the shortest text that can be too long.
        checkIsRefused("€".repeat(BYTES_MAX / 3 + 1), "intake.bad.long_text");
    }

    @Test
    void aPostHasAText() {
        checkIsRefused("", "intake.bad.no_text");
        checkIsRefused(" \n\t", "intake.bad.no_text");
        assertThat(ReadText.of("").value()).isEmpty();
    }

    private static void checkIsRefused(String text, String why) {
        assertThatThrownBy(() -> ReadText.ofPost(text))
                .isInstanceOf(Malformed.class)
                .hasMessage(why);
    }
}
