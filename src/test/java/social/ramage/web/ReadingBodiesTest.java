package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import social.ramage.Wire;
import social.ramage.mastodon.MastodonFace;

/** Whatever kind of body a client sends, the same names and values are read; what cannot be read is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingBodiesTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String PARTS = "multipart/form-data; boundary=cut";
    private static final String UNREADABLE = "could not be read";

    private final AtomicReference<@Nullable Params> read = new AtomicReference<>();
    private WebServer web;

    @BeforeAll
    void listen() {
        Endpoint reading = call -> {
            read.set(call.params());
            return Answer.text(200, "");
        };
        var routes = new Routes(new MastodonFace())
                .get("/api/it", reading)
                .post("/api/it", reading)
                .delete("/api/it", reading);
        web = Listening.with(routes);
    }

    @AfterAll
    void close() {
        web.close();
    }

    @Test
    void aFormIsDecoded() throws IOException {
        var params = params(FORM, "a=1+2%2B3&b=%C3%A9%F0%9F%91%8D&c&d=&e%5B%5D=x&e[]=y=z&&f=é");

        assertThat(params.find("a")).hasValue("1 2+3");
        assertThat(params.find("b")).hasValue("é👍");
        assertThat(params.find("c")).hasValue("");
        assertThat(params.find("d")).hasValue("");
        assertThat(params.list("e")).containsExactly("x", "y=z");
        assertThat(params.find("f")).hasValue("é");
    }

    @Test
    void jsonIsReadUnderTheNamesOfAForm() throws IOException {
        var params = params(JSON, """
                {"text": "a b", "poll": {"options": ["x", "y"], "last": {"at": "noon"}},
                 "fields": [{"name": "n", "value": "v"}, {"name": "m"}], "grid": [["1"], ["2"]], "after": "z"}
                """);

        assertThat(params.find("text")).hasValue("a b");
        assertThat(params.list("poll[options]")).containsExactly("x", "y");
        assertThat(params.find("poll[options][]")).hasValue("y");
        assertThat(params.find("poll[last][at]")).hasValue("noon");
        assertThat(params.find("fields[][name]")).hasValue("m");
        assertThat(params.find("fields[][value]")).hasValue("v");
        assertThat(params.list("fields")).isEmpty();
        assertThat(params.find("grid[][]")).hasValue("2");
        assertThat(params.find("after")).hasValue("z");
    }

    @Test
    void namesInJsonAreNeverTakenForTheirPlace() throws IOException {
        var params = params(JSON, """
                {"a[]": {"b": "1"}, "": {"c": "2"}, "d[e]": "3"}
                """);

        assertThat(params.find("a[][b]")).hasValue("1");
        assertThat(params.has("a[]")).isFalse();
        assertThat(params.has("c")).isFalse();
        assertThat(params.find("d[e]")).hasValue("3");
    }

    @Test
    void whatJsonSaysOtherwiseThanInWordsIsTextToo() throws IOException {
        var params = params(JSON, """
                {"yes": true, "no": false, "n": 12, "big": 9223372036854775807, "r": 1.50, "s": "\\u00e9\\n\\"", "empty": ""}
                """);

        assertThat(params.isTrue("yes")).isTrue();
        assertThat(params.find("no")).hasValue("false");
        assertThat(params.id("n")).hasValue(12L);
        assertThat(params.id("big")).hasValue(Long.MAX_VALUE);
        assertThat(params.find("r")).hasValue("1.50");
        assertThat(params.find("s")).hasValue("é\n\"");
        assertThat(params.find("empty")).hasValue("");
    }

    @Test
    void nothingInJsonIsAsIfItWereNotThere() throws IOException {
        var params = params(JSON, """
                {"a": null, "b": [], "c": {}, "d": [null, "1"], "e": {"f": null}}
                """);

        for (var name : List.of("a", "b", "c", "e")) {
            assertThat(params.hasAny(name)).as(name).isFalse();
        }
        assertThat(params.list("d")).containsExactly("1");
    }

    @Test
    void whatIsNoJsonObjectIsRefused() throws IOException {
        for (var body : List.of(
                "[1]",
                "1",
                "null",
                "\"a\"",
                " ",
                "{",
                "}",
                "{\"a\":[1}",
                "{\"a\":{\"b\":1}",
                "{\"a\":\"b}",
                "{\"a\":1,}",
                "{\"a\":1} {}",
                "{\"a\":1}]",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1}//",
                "status=a")) {
            assertRefused(JSON, body, UNREADABLE);
        }
    }

    @Test
    void jsonIsReadToABoundedDepthAndLength() throws IOException {
        assertThat(params(JSON, nested(9)).has("a" + "[a]".repeat(8) + "[]")).isTrue();
        assertRefused(JSON, nested(10), UNREADABLE);
        assertRefused(JSON, "{\"a\":" + "[".repeat(50_000), UNREADABLE);

        assertThat(params(JSON, "{\"a\":" + "1".repeat(32) + "}").text("a")).hasSize(32);
        assertRefused(JSON, "{\"a\":" + "1".repeat(33) + "}", UNREADABLE);
        assertRefused(JSON, "{\"" + "a".repeat(1_001) + "\":1}", UNREADABLE);
    }

    @Test
    void partsAreReadAndFilesAreNot() throws IOException {
        var params = params(
                PARTS,
                part("name=\"a\"", "é & b\r\nc") + part("name=\"file\"; filename=\"cat.png\"", "\u0001")
                        + part("name=\"none\"; filename=\"\"", "") + part("name=\"fields[0][name]\"", "n")
                        + part("name=\"id[]\"", "1") + part("name=\"id[]\"", "2") + "--cut--\r\n");

        assertThat(params.find("a")).hasValue("é & b\r\nc");
        assertThat(params.has("file")).isFalse();
        assertThat(params.has("none")).isFalse();
        assertThat(params.find("fields[0][name]")).hasValue("n");
        assertThat(params.list("id")).containsExactly("1", "2");
    }

    @Test
    void partsThatCannotBeToldApartAreRefused() throws IOException {
        var part = part("name=\"a\"", "1");

        assertThat(params(PARTS, part + "--cut--").find("a")).hasValue("1");
        assertRefused("multipart/form-data", part + "--cut--", UNREADABLE);
        assertRefused("multipart/form-data; boundary=other", part + "--cut--", UNREADABLE);
        assertRefused(PARTS, part, UNREADABLE);
        assertRefused(PARTS, part.repeat(101) + "--cut--", UNREADABLE);
        assertRefused(PARTS, part("name=\"a\"\r\nX: " + "x".repeat(9_000), "1") + "--cut--", UNREADABLE);
        assertThat(params(PARTS, part.repeat(100) + "--cut--").list("a")).hasSize(100);
    }

    @Test
    void whatIsNotUtf8IsRefusedInEveryKindOfBody() throws IOException {
        for (var wrong : List.of("\u00ff", "\u00c3", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e9t\u00e9")) {
            assertRefused(FORM, latin("a=" + wrong), UNREADABLE);
            assertRefused(JSON, latin("{\"a\":\"" + wrong + "\"}"), UNREADABLE);
            assertRefused(PARTS, latin(part("name=\"a\"", wrong) + "--cut--"), UNREADABLE);
        }
        assertRefused(FORM, "a=%ff", UNREADABLE);
        assertRefused(FORM, "a=%C3", UNREADABLE);
        assertRefused(FORM, "a=%zz", UNREADABLE);
        assertRefused(FORM, "a=%4", UNREADABLE);
        assertRefused(JSON, "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE), UNREADABLE);
    }

    @Test
    void theTypeMayBeWrittenInAnyWay() throws IOException {
        assertThat(params("Application/JSON; charset=utf-8", "{\"a\":1}").find("a"))
                .hasValue("1");
        assertThat(params("APPLICATION/X-WWW-FORM-URLENCODED;charset=UTF-8", "a=1")
                        .find("a"))
                .hasValue("1");
        assertThat(params("Multipart/Form-Data; boundary=\"cut\"", part("name=\"a\"", "1") + "--cut--")
                        .find("a"))
                .hasValue("1");
        assertThat(params("text/json", "{\"a\":1}").find("a")).hasValue("1");
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsReadsAsAForm() throws IOException {
        var reply = send("POST /api/it", "Content-Length: 3\r\n", latin("a=1"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(params().find("a")).hasValue("1");
    }

    @Test
    void otherTypesAreRefusedUnlessThereIsNothingInThem() throws IOException {
        for (var type : List.of("text/plain", "application/xml", "multipart/mixed; boundary=cut", "json", "*/*")) {
            assertRefused(type, "a=1", "Send JSON, a form, or multipart form data.");
            assertThat(params(type, "").has("a")).as(type).isFalse();
        }
    }

    @Test
    void onlyABodyAsItIsIsTaken() throws IOException {
        var body = latin("a=1");

        assertThat(send("POST /api/it", "Content-Encoding: Identity\r\nContent-Length: 3\r\n", body)
                        .status())
                .isEqualTo(200);
        assertThat(params().find("a")).hasValue("1");
        for (var coding : List.of("br", "deflate", "identity, gzip", "x")) {
            var reply = send("POST /api/it", "Content-Encoding: " + coding + "\r\nContent-Length: 3\r\n", body);

            assertThat(reply.status()).as(coding).isEqualTo(400);
            assertThat(reply.text()).as(coding).contains("not compressed");
        }
    }

    @Test
    void aBodyMayBeAsLargeAsTheBoundAndNoLarger() throws IOException {
        var full = "a=" + "x".repeat(Body.BYTES_MAX - 2);

        assertThat(params(FORM, full).text("a")).hasSize(Body.BYTES_MAX - 2);
        assertThat(reply(FORM, latin(full + "x")).status()).isEqualTo(413);

        assertThat(sendInPieces(full).status()).isEqualTo(200);
        assertThat(params().text("a")).hasSize(Body.BYTES_MAX - 2);
        assertThat(sendInPieces(full + "x").status()).isEqualTo(413);
    }

    @Test
    void moreNamesThanAnybodyNeedsAreRefused() throws IOException {
        assertThat(params(FORM, "a[]=1&".repeat(1_000)).list("a")).hasSize(1_000);
        assertRefused(FORM, "a[]=1&".repeat(1_001), UNREADABLE);
        assertRefused(JSON, "{\"a\":[1" + ",1".repeat(1_000) + "]}", UNREADABLE);

        var together = send("POST /api/it?b=1", head(FORM, 6_000), latin("a[]=1&".repeat(1_000)));
        assertThat(together.status()).isEqualTo(400);
    }

    @Test
    void addressAndBodyAreReadTogetherWithEveryMethod() throws IOException {
        var body = latin("{\"a\":\"body\",\"id\":[\"2\"]}");
        for (var method : List.of("GET", "POST", "DELETE")) {
            var reply = send(method + " /api/it?a=address&id[]=1&b=%C3%A9+", head(JSON, body.length), body);

            assertThat(reply.status()).as(method).isEqualTo(200);
            var params = params();
            assertThat(params.find("a")).as(method).hasValue("body");
            assertThat(params.list("id")).as(method).containsExactly("1", "2");
            assertThat(params.find("b")).as(method).hasValue("é ");
        }
    }

    private static String nested(int objects) {
        return "{\"a\":".repeat(objects) + "[1]" + "}".repeat(objects);
    }

    private static String part(String disposition, String content) {
        return "--cut\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private void assertRefused(String type, String body, String why) throws IOException {
        assertRefused(type, body.getBytes(StandardCharsets.UTF_8), why);
    }

    private void assertRefused(String type, byte[] body, String why) throws IOException {
        var shown = new String(body, 0, Math.min(body.length, 80), StandardCharsets.ISO_8859_1);
        var reply = reply(type, body);

        assertThat(reply.status()).as(shown).isEqualTo(400);
        assertThat(reply.text()).as(shown).contains(why);
    }

    private Params params(String type, String body) throws IOException {
        var reply = reply(type, body.getBytes(StandardCharsets.UTF_8));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return params();
    }

    /** What was read since the last asking. */
    private Params params() {
        return Objects.requireNonNull(read.getAndSet(null));
    }

    private Wire.Reply reply(String type, byte[] body) throws IOException {
        return send("POST /api/it", head(type, body.length), body);
    }

    private Wire.Reply sendInPieces(String body) throws IOException {
        return send(
                "POST /api/it",
                "Content-Type: " + FORM + "\r\nTransfer-Encoding: Chunked\r\n",
                latin(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"));
    }

    private Wire.Reply send(String firstLine, String head, byte[] body) throws IOException {
        try (var wire = Wire.to(web.port())) {
            return wire.send(firstLine + " HTTP/1.1\r\nHost: here\r\n" + head + "\r\n")
                    .send(body)
                    .next();
        }
    }

    private static String head(String type, int length) {
        return "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
