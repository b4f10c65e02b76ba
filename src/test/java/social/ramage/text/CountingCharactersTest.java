package social.ramage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import social.ramage.SharedData;

class CountingCharactersTest {
    private static final int CODE_POINTS_MAX = 32;
    private static final String UNICODE = "data/conformance/unicode-15.0/";

    @Test
    void aCharacterIsWhatPeopleSeeAsOne() {
        check("", 0);
        check("abc\n", 4);
        check("été", 3);
        check("e\u0301te\u0301", 3);
        check("\r\n\r", 2);
        check("👨‍👩‍👧‍👦", 1);
        check("🇫🇷🇧🇪", 2);
        check("👍🏽1️⃣", 2);
        check("🏴\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f", 1);
        check("각ᄀ", 2);
        check("นำ้", 1);
        check("\ud83d👍\udc4d", 3);
        check("\u00ad\u0301", 2);
    }

    @Test
    void lettersOfIndiaThatJoinAreOneCharacterSinceUnicode15_1() {
        check("क्ष", 1);
        check("क्‍ष", 1);
        check("क्त्य", 1);
        check("कष", 2);
    }

    @Test
    void aCharacterOfMoreCodePointsThanAllowedIsNotCounted() {
        check("a" + "\u0301".repeat(CODE_POINTS_MAX - 1) + "b", 2);
        check("a" + "\u0301".repeat(CODE_POINTS_MAX) + "b", -1);
        check("b" + "😀" + "\u0301".repeat(CODE_POINTS_MAX - 1), 2);
        check("ba" + "\u0301".repeat(CODE_POINTS_MAX), -1);
    }

    /** The JDK's Unicode is newer than these files; on all of their lines the two say the same. */
    @Test
    @Tag("shared")
    void asUnicodesOwnTestsCount() {
        int lines = 0;
        for (var line : SharedData.lines(UNICODE + "GraphemeBreakTest.txt.gz")) {
            var marks = line.replaceFirst("#.*", "").strip();
            if (!marks.isEmpty()) {
                lines++;
                var clusters = new ArrayList<String>();
                for (var part : marks.split("÷", /* limit= */ -1)) {
                    if (!part.isBlank()) {
                        clusters.add(text(part.replace('×', ' ')));
                    }
                }
                check(String.join("", clusters), clusters.size());
                clusters.forEach(cluster -> check(cluster, 1));
            }
        }

        assertThat(lines).isEqualTo(602);
    }

    @Test
    @Tag("shared")
    void everyEmojiIsOneCharacter() {
        int emoji = 0;
        for (var file : List.of("emoji-test", "emoji-zwj-sequences", "emoji-sequences")) {
            for (var line : SharedData.lines(UNICODE + file + ".txt.gz")) {
                var points = line.replaceFirst("[;#].*", "").strip();
                for (var one : points.isEmpty() ? List.<String>of() : texts(points)) {
                    emoji++;
                    check(one, 1);
                    check("\n" + one + "z", 3);
                }
            }
        }

        assertThat(emoji).isEqualTo(8_397);
    }

    private static void check(String text, int expected) {
        assertThat(Graphemes.count(text, CODE_POINTS_MAX))
                .as(
                        "%s: %s",
                        text, text.codePoints().mapToObj(Integer::toHexString).toList())
                .isEqualTo(expected);
    }

    /** Code points in a row, or a range of them. */
    private static List<String> texts(String points) {
        var range = points.split("\\.\\.", /* limit= */ 2);
        return range.length == 1
                ? List.of(text(points))
                : IntStream.rangeClosed(Integer.parseInt(range[0], 16), Integer.parseInt(range[1], 16))
                        .mapToObj(Character::toString)
                        .toList();
    }

    private static String text(String points) {
        var text = new StringBuilder();
        for (var point : points.strip().split("\\s+", /* limit= */ -1)) {
            text.appendCodePoint(Integer.parseInt(point, 16));
        }
        return text.toString();
    }
}
