package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import social.ramage.Wire;
import social.ramage.mastodon.MastodonFace;

/** What a call says besides its parameters: the language to answer in, and the parts of its path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingCallsTest {
    private WebServer web;

    @BeforeAll
    void listen() {
        var routes = new Routes(new MastodonFace())
                .get("/api/language", call -> Answer.text(200, call.locale().toLanguageTag()))
                .get("/api/number/{id}", call -> Answer.text(200, Long.toString(call.idPart("id"))))
                .get("/api/path", call -> Answer.text(200, call.path()))
                .get("/api/part/{name}", call -> Answer.text(200, call.part("name")));
        web = Listening.with(routes);
    }

    @AfterAll
    void close() {
        web.close();
    }

    @Test
    void frenchIsSpokenToThoseWhoAskForIt() throws IOException {
        assertLanguage("fr", Locale.FRENCH);
        assertLanguage("FR", Locale.FRENCH);
        assertLanguage("fr-CA", Locale.FRENCH);
        assertLanguage("FR-FI", Locale.FRENCH);
        assertLanguage("fr-Latn-CH", Locale.FRENCH);
        assertLanguage("br, fr", Locale.FRENCH);
        assertLanguage("fr-FR,fr;q=0.9,en;q=0.8", Locale.FRENCH);
    }

    @Test
    void englishIsSpokenToAllOthers() throws IOException {
        assertThat(answer("/api/language", "").text()).isEqualTo("en");
        assertLanguage("en", Locale.ENGLISH);
        assertLanguage("en-GB", Locale.ENGLISH);
        assertLanguage("de, tr;q=0.5", Locale.ENGLISH);
        assertLanguage("frr", Locale.ENGLISH);
        assertLanguage("*", Locale.ENGLISH);
    }

    @Test
    void theHigherWeightIsHeardFirst() throws IOException {
        assertLanguage("en;q=0.5, fr;q=0.9", Locale.FRENCH);
        assertLanguage("fr;q=0.5, en;q=0.9", Locale.ENGLISH);
        assertLanguage("en;q=0.5, fr", Locale.FRENCH);
        assertLanguage("fr, en", Locale.FRENCH);
        assertLanguage("en, fr", Locale.ENGLISH);
        assertLanguage("de, en;q=0.8, fr;q=0.7", Locale.ENGLISH);
    }

    @Test
    void aLanguageOfNoWeightIsNotSpoken() throws IOException {
        assertLanguage("fr;q=0", Locale.ENGLISH);
        assertLanguage("fr;q=0, en;q=0.1", Locale.ENGLISH);
        assertLanguage("en;q=0, fr;q=0.1", Locale.FRENCH);
    }

    @Test
    void whatIsNoLanguageAsksForNothing() throws IOException {
        for (var nonsense : List.of(
                "",
                ",",
                ",,,",
                ";",
                ";q=1",
                "fr;q",
                "fr;q=",
                "fr;q=much",
                "fr;q=2",
                "fr;q=-1",
                "fr;q=NaN",
                "-",
                "fr-",
                "f\u00e9",
                "fr_FR",
                "a".repeat(100),
                "<script>",
                "Accept-Language: ",
                "$ {jndi:x}")) {
            assertLanguage(nonsense, Locale.ENGLISH);
        }
    }

    @Test
    void aVeryLongWishIsNotRead() throws IOException {
        assertLanguage("fr" + ",de".repeat(166), Locale.FRENCH);
        assertLanguage("fr" + ",de".repeat(167), Locale.ENGLISH);
        assertLanguage("fr," + "de-x-".repeat(1_000), Locale.ENGLISH);
    }

    @Test
    void aPartOfThePathIsDecoded() throws IOException {
        assertPart("%C3%A9t%C3%A9", "été");
        assertPart("a%20b", "a b");
        assertPart("a+b", "a+b");
        assertPart("%41", "A");
        assertPart("%F0%9F%91%8D", "👍");
        assertPart("a%26b%3Dc", "a&b=c");
        assertPart("%C3%A9%20%22%5B%3B%3F%23%7B%C3%A9", "é \"[;?#{é");
    }

    @Test
    void aSlashAtTheEndMeansTheSame() throws IOException {
        assertThat(answer("/api/path/", "").text()).isEqualTo("/api/path");
        assertThat(answer("/api/path/?a=b", "").text()).isEqualTo("/api/path");
        assertPart("x/", "x");
    }

    @Test
    void whatCanBeNoIdIsNotFound() throws IOException {
        assertThat(answer("/api/number/12", "").text()).isEqualTo("12");
        for (var part : List.of("0", "-1", "x", "1x", "12345678901234567890", "%D9%A1")) {
            assertThat(answer("/api/number/" + part, "").status()).as(part).isEqualTo(404);
        }
    }

    private void assertLanguage(String header, Locale expected) throws IOException {
        var reply = answer("/api/language", "Accept-Language: " + header + "\r\n");

        assertThat(reply.text()).as(header).isEqualTo(expected.toLanguageTag());
    }

    private void assertPart(String sent, String expected) throws IOException {
        assertThat(answer("/api/part/" + sent, "").text()).as(sent).isEqualTo(expected);
    }

    private Wire.Reply answer(String target, String headers) throws IOException {
        try (var wire = Wire.to(web.port())) {
            return wire.send("GET " + target + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n")
                    .next();
        }
    }
}
