package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.Await;
import social.ramage.Wire;
import social.ramage.mastodon.MastodonFace;

/** Files come as parts of a form or as data: addresses, where a route says so, and never more at once than there is room for. */
class TakingFilesTest {
    private static final int BYTES_MAX = 1 << 20;
    private static final String PARTS = "multipart/form-data; boundary=cut";
    /** Bytes that are no text. */
    private static final String BYTES = "\u00ff\u00d8\0\u00fe";

    private final AtomicReference<@Nullable Params> read = new AtomicReference<>();
    private CountDownLatch open = new CountDownLatch(0);
    private WebServer web;

    @BeforeEach
    void listen() {
        Endpoint reading = call -> {
            read.set(call.params());
            Await.until("the door is open", open);
            return Answer.text(200, "");
        };
        var routes = new Routes(new MastodonFace())
                .patch("/api/files", reading)
                .taking(BYTES_MAX)
                .patch("/api/words", reading);
        web = Listening.with(routes);
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void aPartOfAFormIsAFileWithOrWithoutItsName() throws IOException {
        for (var disposition : List.of("; filename=\"a.jpg\"", "; filename=\"\"", "")) {
            var params = params(PARTS, part("avatar", disposition, "image/jpeg", BYTES) + part("bio", "", "", "é"));

            var file = params.file("avatar").orElseThrow();
            assertThat(text(file.bytes())).as(disposition).isEqualTo(BYTES);
            assertThat(file.type()).as(disposition).isEqualTo("image/jpeg");
            assertThat(params.find("bio")).as(disposition).hasValue("é");
        }
        assertThat(text(params(PARTS, part("avatar", "", "", BYTES))
                        .file("avatar")
                        .orElseThrow()
                        .bytes()))
                .isEqualTo(BYTES);
    }

    @Test
    void noFileWasChosenWhereNoBytesCome() throws IOException {
        var empty = params(PARTS, part("avatar", "; filename=\"\"", "application/octet-stream", ""));
        var blank = params(PARTS, part("avatar", "", "", ""));

        assertThat(empty.file("avatar")).isEmpty();
        assertThat(blank.file("avatar")).isEmpty();
        assertThat(empty.file("header")).isEmpty();
    }

    @Test
    void aDataAddressIsAFile() throws IOException {
        var address = "data:image/PNG;base64," + Base64.getEncoder().encodeToString(bytes(BYTES));
        for (var params : List.of(
                params("application/json", "{\"avatar\":\"" + address + "\"}"),
                params(PARTS, part("avatar", "", "", address)))) {
            var file = params.file("avatar").orElseThrow();

            assertThat(file.type()).isEqualTo("image/png");
            assertThat(text(file.bytes())).isEqualTo(BYTES);
        }
    }

    @Test
    void whatIsNeitherIsRefused() throws IOException {
        for (var value : List.of("http://example.org/a.png", "data:", "data:,a", "data:image/png;base64,!", "x")) {
            var params = params("application/json", "{\"avatar\":\"" + value + "\"}");

            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> params.file("avatar")))
                    .as(value)
                    .hasMessageContaining("problem.file");
        }
    }

    @Test
    void badPartsAreRefusedInASentence() throws IOException {
        for (var body : List.of(
                "",
                "--cut\r\n",
                "--cut\r\nContent-Disposition: form-data; name=\"a\"",
                "no parts",
                part("a", "; filename=\"b\"", "image/png", "c").replace("--cut--", ""))) {
            var reply = send("/api/files", PARTS, body.isEmpty() ? "--" : body);

            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.text()).as(body).contains("could not be read");
        }
    }

    @Test
    void anyOtherRouteLeavesFilesOut() throws IOException {
        var reply = send(
                "/api/words", PARTS, part("avatar", "; filename=\"a\"", "image/jpeg", BYTES) + part("b", "", "", "c"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(read().file("avatar")).isEmpty();
        assertThat(read().find("b")).hasValue("c");
    }

    @Test
    void aFileMayBeAsLargeAsItsRouteSaysAndNoLarger() throws IOException {
        int head = part("avatar", "; filename=\"a\"", "image/jpeg", "").length();
        var largest = part("avatar", "; filename=\"a\"", "image/jpeg", "x".repeat(BYTES_MAX - head));

        assertThat(params(PARTS, largest).file("avatar").orElseThrow().bytes()).hasSize(BYTES_MAX - head);
        assertThat(chunked(largest)).isEqualTo(200);
        assertThat(send("/api/files", PARTS, "x" + largest).status()).isEqualTo(413);
        assertThat(chunked("x" + largest)).isEqualTo(413);
        assertThat(send("/api/words", PARTS, largest).status()).isEqualTo(413);
    }

    @Test
    void whoeverComesWhileOthersHaveAllTheRoomIsToldToComeBack() throws IOException {
        open = new CountDownLatch(1);
        var large = part("avatar", "; filename=\"a\"", "image/jpeg", "x".repeat(Body.BYTES_MAX + 1));
        var small = part("avatar", "; filename=\"a\"", "image/jpeg", "x");
        var wires = new ArrayList<Wire>();
        for (int i = 0; i < LargeBodies.AT_ONCE_MAX; i++) {
            read.set(null);
            wires.add(Wire.to(web.port()).send(request("/api/files", PARTS, large)));
            Await.until("it was read", () -> read.get() != null);
        }

        var refused = send("/api/files", PARTS, large);
        open.countDown();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isPresent();
        for (var wire : wires) {
            assertThat(wire.next().status()).isEqualTo(200);
            wire.close();
        }
        for (int i = 0; i <= LargeBodies.AT_ONCE_MAX; i++) {
            assertThat(send("/api/files", PARTS, large).status()).isEqualTo(200);
            assertThat(send("/api/files", PARTS, small).status()).isEqualTo(200);
        }
    }

    @Test
    void thingsWithPartsAreReadInEveryWayThatClientsWriteThem() throws IOException {
        var wanted = List.of(Map.of("name", "a", "value", "1"), Map.of("name", "b", "value", ""));
        for (var body : List.of(
                "f[0][name]=a&f[0][value]=1&f[1][name]=b&f[1][value]=",
                "f[7][name]=b&f[2][name]=a&f[2][value]=1&f[7][value]=",
                "f[][name]=a&f[][value]=1&f[][name]=b&f[][value]=")) {
            assertThat(params("application/x-www-form-urlencoded", body).things("f"))
                    .as(body)
                    .isEqualTo(wanted);
        }
        for (var body : List.of(
                "{\"f\":[{\"name\":\"a\",\"value\":\"1\"},{\"value\":\"\",\"name\":\"b\"}]}",
                "{\"f\":{\"0\":{\"name\":\"a\",\"value\":\"1\"},\"5\":{\"name\":\"b\",\"value\":\"\"}}}")) {
            assertThat(params("application/json", body).things("f")).as(body).isEqualTo(wanted);
        }
        assertThat(params("application/json", "{\"f\":[],\"g\":[{\"name\":\"a\"}],\"h[0]\":\"x\"}")
                        .things("f"))
                .isEmpty();
    }

    private Params params(String type, String body) throws IOException {
        var reply = send("/api/files", type, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return read();
    }

    private Params read() {
        return Objects.requireNonNull(read.get());
    }

    /** Ends the form; what comes before it may be put before it. */
    private static String part(String name, String disposition, String type, String content) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"" + disposition
                + (type.isEmpty() ? "" : "\r\nContent-Type: " + type) + "\r\n\r\n" + content + "\r\n--cut--\r\n";
    }

    private Wire.Reply send(String path, String type, String body) throws IOException {
        try (var wire = Wire.to(web.port())) {
            return wire.send(request(path, type, body)).next();
        }
    }

    private static byte[] request(String path, String type, String body) {
        // Parts end where the next one begins.
        var bytes = utf8(body.replace("--cut--\r\n--cut\r\n", "--cut\r\n"));
        var head = "PATCH " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\nContent-Length: "
                + bytes.length + "\r\n\r\n";
        var all = new byte[head.length() + bytes.length];
        System.arraycopy(utf8(head), 0, all, 0, head.length());
        System.arraycopy(bytes, 0, all, head.length(), bytes.length);
        return all;
    }

    private int chunked(String body) throws IOException {
        try (var wire = Wire.to(web.port())) {
            return wire.send("PATCH /api/files HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: "
                            + PARTS + "\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                    .next()
                    .status();
        }
    }

    /** What is meant as bytes stays bytes; words are UTF-8. */
    private static byte[] utf8(String text) {
        return text.contains(BYTES) || text.chars().allMatch(c -> c < 128)
                ? bytes(text.replace("é", "\u00c3\u00a9"))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
