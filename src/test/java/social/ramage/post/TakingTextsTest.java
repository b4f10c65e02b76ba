package social.ramage.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.text.Spans;

/** Each limit at its edge, and which sentence is said beyond it. */
class TakingTextsTest {
    private static final int MAX = 140;
    private static final String FAMILY = "👨‍👩‍👧‍👦";
    /** 32 code points and 128 bytes, 64 units. */
    private static final String LARGEST = "😀" + "\udb40\udd00".repeat(31);

    @Test
    void aHundredAndFortyCharactersAreTakenAndOneMoreIsNot() {
        for (var character : List.of("x", "é", "e\u0301", FAMILY, "🇫🇷", "\n.")) {
            int length = character.length() == 2 && character.charAt(0) == '\n' ? 2 : 1;
            var text = character.repeat(MAX / length);
            takes(text.strip());
            refuses("problem.text_too_long", List.of(MAX, MAX + 1), "." + character.repeat(MAX / length), "");
        }
        refuses("problem.text_too_long", List.of(10, 11), "x".repeat(11), "", 10);
    }

    @Test
    void aLinkCountsTwentyThreeHoweverLongOrShort() {
        var longest = link(2_048);
        takes("x".repeat(116) + " " + longest);
        takes(longest + " " + "x".repeat(116));
        takes("x".repeat(116) + " http://a.b");
        refuses("problem.text_too_long", List.of(MAX, 141), "x".repeat(117) + " " + longest, "");
        refuses("problem.text_too_long", List.of(MAX, 141), "x".repeat(117) + " http://a.b", "");
        takes((longest + " ").repeat(4) + "x".repeat(44));
    }

    @Test
    void aLinkIsNotEndless() {
        takes(link(2_048));
        refuses("problem.link_too_long", List.of(2_048), link(2_049), "");
    }

    @Test
    void theHostOfAMentionIsNotCounted() {
        takes("x".repeat(135) + " @bob@example.org");
        refuses("problem.text_too_long", List.of(MAX, 141), "x".repeat(136) + " @bob@example.org", "");
        takes("x".repeat(135) + " @bob");
        refuses("problem.text_too_long", List.of(MAX, 141), "x".repeat(136) + " @bob", "");
        takes("#" + "x".repeat(139));
        refuses("problem.text_too_long", List.of(MAX, 141), "#" + "x".repeat(140), "");
    }

    @Test
    void theWarningCountsToo() {
        takes("x".repeat(100), FAMILY.repeat(40));
        refuses("problem.text_too_long", List.of(MAX, 141), "x".repeat(100), FAMILY.repeat(41));
        refuses("problem.text_too_long", List.of(MAX, 142), "x".repeat(117), "http://a.b/" + "c".repeat(14));
    }

    @Test
    void aCharacterIsMadeOfThirtyTwoCodePointsAtMost() {
        takes("a" + "\u0301".repeat(31) + LARGEST);
        refuses("problem.character_too_large", List.of(32), "a" + "\u0301".repeat(32), "");
        refuses("problem.character_too_large", List.of(32), "a", "a" + "\u0301".repeat(32));
        refuses("problem.character_too_large", List.of(32), "http://a.b a" + "\u0301".repeat(32) + " @bob", "");
    }

    @Test
    void aTextTakesSixteenKilobytesAtMost() {
        takes(LARGEST.repeat(128));
        takes(LARGEST.repeat(64), LARGEST.repeat(64));
        refuses("problem.text_bytes", List.of(16_384), LARGEST.repeat(128) + "x", "");
        refuses("problem.text_bytes", List.of(16_384), LARGEST.repeat(128), "x");
    }

    @Test
    void beyondTenThousandUnitsNobodyCounts() {
        refuses("problem.text_too_long", List.of(MAX, 10_000), "x".repeat(10_000), "");
        refuses("problem.text_far_too_long", List.of(MAX, 10_000), "x".repeat(10_001), "");
        refuses("problem.text_far_too_long", List.of(MAX, 10_000), "x".repeat(5_000), "x".repeat(5_001));
    }

    @Test
    void whatCannotBeStoredIsRefused() {
        for (var unstorable :
                List.of("\u0000", "\u0007", "\u001b", "\u007f", "\ud800", "\udc00", "\udc00\ud800", "\ud83dx")) {
            refuses("problem.text_unstorable", List.of(), "a" + unstorable, "");
            refuses("problem.text_unstorable", List.of(), "a" + unstorable + "b", "");
            refuses("problem.text_unstorable", List.of(), "a", "b" + unstorable + "c");
        }
        takes("a\tb\nc\u0085\uffff😀");
    }

    @Test
    void whiteSpaceAroundIsLeftOutAndLineEndsAreOneCharacter() {
        parses(" \n a\r\nb\rc \t", "\u2003w ", "a\nb\nc", "w");
    }

    @Test
    void aTextIsNeededAndAWarningAloneIsOne() {
        parses("", "oh", "oh", "");
        parses(" \n", "oh", "oh", "");
        parses("\u00a0", "oh", "oh", "");
        for (var blank : List.of("", " ", "\r\n\t", "\u00a0", "\u200b", "\u2060\u00a0\ufeff", "\u3000")) {
            refuses("problem.text_empty", List.of(), blank, "");
            refuses("problem.text_empty", List.of(), "", blank);
        }
    }

    private static String link(int units) {
        return "https://example.org/" + "a".repeat(units - 20);
    }

    private static void takes(String text) {
        takes(text, "");
    }

    private static void takes(String text, String warning) {
        parses(text, warning, text, warning);
    }

    private static void parses(String sent, String sentWarning, String text, String warning) {
        var parsed = PostText.parse(sent, sentWarning, MAX);
        assertThat(parsed.value()).isEqualTo(text);
        assertThat(parsed.warning()).isEqualTo(warning);
        assertThat(parsed.spans()).isEqualTo(Spans.of(text));
    }

    private static void refuses(String key, List<?> values, String text, String warning) {
        refuses(key, values, text, warning, MAX);
    }

    private static void refuses(String key, List<?> values, String text, String warning, int max) {
        var refusal = catchThrowableOfType(Refusal.class, () -> PostText.parse(text, warning, max));
        assertThat(Optional.ofNullable(refusal).map(Refusal::problem))
                .as("%.80s", text)
                .hasValue(new Problem.Invalid("status", Sentence.of(key, values.toArray())));
    }
}
