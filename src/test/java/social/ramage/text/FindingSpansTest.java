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
        check("{https://example.org/a{b}}", "https://example.org/a{b}");
        check("(https://example.org/a_(b)))", "https://example.org/a_(b)");
        check("https://example.org/[a]]}.)", "https://example.org/[a]");
        check("_https://a_b.example.org/c_", "https://a_b.example.org/c");
        check("http://-a.example http://a.example- http://a..example", "http://a.example-");
        check("\u2066\u202ahttps://example.org/été\u202c\u2069", "https://example.org/été");
        check("http://a.example/\u200bmot", "http://a.example/");
    }

    @Test
    void hostsAreWrittenInAllScripts() {
        check("http://उदाहरण.परीक्षा/पथ !", "http://उदाहरण.परीक्षा/पथ");
        check("http://bücher.example, http://例え.テスト", "http://bücher.example http://例え.テスト");
        check("http://✪df.example/ http://😀.example", "http://✪df.example/ http://😀.example");
        check("http://" + "a".repeat(252) + ".b", "");
        check("http://" + "a".repeat(251) + ".b/", "http://" + "a".repeat(251) + ".b/");
    }

    @Test
    void mentionsNameNobodyByAccident() {
        check("@bob, @Bob_2.", "@bob @Bob_2");
        check("moi@example.org /@bob", "");
        check("@bobé", "");
        check("@" + "a".repeat(31), "");
        check("@" + "a".repeat(30), "@" + "a".repeat(30));
        check("@bob@example.org.", "@bob@example.org");
        check("@bob@Example.ORG-", "@bob@Example.ORG");
        check("@bob@exampleé.org @bob@example.orgé @bob@example @bob@ @bob@@ada @bob@.org", "");
        check("@bob@" + "a".repeat(249) + ".org", "@bob@" + "a".repeat(249) + ".org");
        check("@bob@" + "a".repeat(250) + ".org", "");
        check("@bob\u0301 @bob\u20dd @bob\u093e", "");
        check("@https://example.org", "https://example.org");
        check("=@bob _@bob @@bob a@bob", "");
        check("bravo !@bob", "@bob");
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
