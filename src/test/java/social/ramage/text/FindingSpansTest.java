package social.ramage.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.twitter.twittertext.Extractor;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindingSpansTest {
    private static final long SEED = 42;
    private static final String[] PIECES = {
        "#",
        "＃",
        "@",
        "été",
        " ",
        "http://",
        "https://a.example/x",
        "bob",
        "@bob@example.org",
        "(",
        ")",
        "1",
        "_",
        "👍",
        "\n",
        "&",
        "/",
        ".",
        "##",
        "#1",
        "#a1",
        "\ud800"
    };

    @Test
    void hashtagsAreWhatPeopleKnow() {
        check("#Été et #jardin2", "#Été #jardin2");
        check("#1 #123", "");
        check("a#b", "");
        check("&#39;", "");
        check("#one#two", "");
        check("＃mot", "＃mot");
        check("(#mot)", "#mot");
        check("https://example.org/#top #top", "https://example.org/#top #top");
        check("##mot", "#mot");
        check("☀\ufe0f#été", "#été");
    }

    @Test
    void linksEndWhereTheSentenceGoesOn() {
        check("Voir https://example.org/a(b).", "https://example.org/a(b)");
        check("(https://example.org)", "https://example.org");
        check("«https://example.org/été»", "https://example.org/été");
        check("http://localhost:8080/x, donc", "http://localhost:8080/x");
        check("xhttp://example.org http:// http://a http://..", "");
    }

    @Test
    void mentionsNameNobodyByAccident() {
        check("@bob, @Bob_2.", "@bob @Bob_2");
        check("moi@example.org /@bob", "");
        check("@bobé", "");
        check("@" + "a".repeat(31), "");
        check("@" + "a".repeat(30), "@" + "a".repeat(30));
        check("@bob@example.org.", "@bob@example.org");
    }

    @Test
    void partsNeverOverlapInRandomTexts() {
        var random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            var text = random.ints(30, 0, PIECES.length)
                    .mapToObj(piece -> PIECES[piece])
                    .collect(Collectors.joining());

            int from = 0;
            for (var span : Spans.of(text)) {
                assertThat(span.start()).as("seed %d, text %d", SEED, i).isGreaterThanOrEqualTo(from);
                assertThat(span.end()).isGreaterThan(span.start()).isLessThanOrEqualTo(text.length());
                from = span.end();
            }
        }
    }

    @Test
    void hashtagsAreThoseOfTwitterTextInRandomTexts() {
        var random = new Random(SEED);
        var signs = "#＃a1é_· &ŉ中\u0301\u200d\u20e3\"日ß-\n".toCharArray();
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = random.ints(12, 0, signs.length)
                    .mapToObj(sign -> String.valueOf(signs[sign]))
                    .collect(Collectors.joining());

            var expected = new Extractor()
                    .extractHashtagsWithIndices(text).stream()
                            .map(it -> text.substring(it.getStart(), it.getEnd()))
                            .toList();

            assertThat(Spans.of(text).stream().map(it -> text.substring(it.start(), it.end())))
                    .as("seed %d, text %d: %s", SEED, i, text)
                    .containsExactlyElementsOf(expected);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(1_000);
    }

    private static void check(String text, String expected) {
        assertThat(Spans.of(text).stream()
                        .map(span -> text.substring(span.start(), span.end()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }
}
