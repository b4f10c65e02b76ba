package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests as no client makes them. Each is answered in the form of its face and with a status below 500, since what
 * somebody sends is not a fault of ours; and whoever comes next is served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {
    private static final String END = "\r\n\r\n";
    private static final String HOST = " HTTP/1.1\r\nHost: here\r\n";
    private static final String CLOSE = HOST + "Connection: close" + END;

    private Path data;
    private Town town;
    private Town.Person alice;
    private String post;

    @BeforeAll
    void open(@TempDir Path data) {
        this.data = data;
        town = Town.in(data);
        alice = town.person("alice");
        post = alice.posts("first");
        // Counters in memory may be a second old, and would change between two readings.
        town.restart();
    }

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void aRequestThatCannotBeReadIsABadRequest() throws IOException {
        check("\u0016\u0003\u0001\u0002\u0000\u0001\u0000" + "x".repeat(50) + END, 400);
        check("GET /\r\n", 400);
        check("GET  HTTP/1.1\r\nHost: here" + END, 400);
        check("GET / HTTP/1.7\r\nHost: here" + END, 400);
        check("GET / HTTP/2.0\r\nHost: here" + END, 400);
        check("PRI * HTTP/2.0\r\n\r\nSM" + END, 400);
        check("GET /api/v1/instance HTTP/1.1" + END, 400);
        check("GET /api/v1/instance HTTP/1.1\r\nHost: a\r\nHost: b" + END, 400);
        check("GET /api/v1/instance HTTP/1.1\r\nHost: a b:c" + END, 400);
        check("GET /api/v1/instance" + HOST + "Nocolon" + END, 400);
        check("GET /api/v1/instance" + HOST + "Space : a" + END, 400);
        check("GET /api/v1/instance" + HOST + "A: a\r\n folded" + END, 400);
        check("GET /api/v1/instance" + HOST + "A: a\u0000b" + END, 400);
        check("GET /api/v1/instance" + HOST + "Expect: wonders" + END, 417);
    }

    @Test
    void aTargetThatIsNoAddressOfOursIsRefused() throws IOException {
        check("GET http://elsewhere.example/api/v1/instance" + CLOSE, 400);
        check("GET http://[::1/api" + CLOSE, 400);
        check("GET *" + CLOSE, 400);
        check("GET api" + CLOSE, 400);
        check("GET /api/v1/%zz" + CLOSE, 400);
        check("GET /api/v1/%ff%fe" + CLOSE, 400);
        check("GET /api/v1/\u00e9" + CLOSE, 400);
        check("GET /api/v1/timelines/public?limit=%zz" + CLOSE, 400);
        check("GET /api/v1/timelines/public?limit=%ff" + CLOSE, 400);
        check("GET /api/v1/%00" + CLOSE, 400);
        check("GET /api/v1/\u0000" + CLOSE, 400);
        check("GET /api/../../etc/passwd" + CLOSE, 400);
        check("GET /api/%2e%2e/%2e%2e/etc/passwd" + CLOSE, 400);
        check("GET /api/v1/accounts%2F" + alice.id + CLOSE, 400);
        check("GET /@alice%2F..%2F..%2Fetc/" + post + CLOSE, 400);
        check("GET /api\\v1\\instance" + CLOSE, 400);
        check("GET /api/v1/%25zz" + CLOSE, 400);
        check("GET //api//v1/instance" + CLOSE, 400);
        check("GET /api/v1/in stance" + CLOSE, 400);
        check("GET /api/v1/{id}" + CLOSE, 400);
        check("GET /api/v1/instance#x" + CLOSE, 400);
        check("GET /api/v1/" + "a".repeat(8_000) + CLOSE, 404);
        check("GET /assets/../assets/nothing" + CLOSE, 404);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsRead() throws IOException {
        check("GET /" + "a".repeat(20_000) + CLOSE, 414);
        check("GET /api/v1/instance" + HOST + "A: " + "a".repeat(20_000) + END, 431);
        check("GET /api/v1/instance" + HOST + "A: 1\r\n".repeat(5_000) + END, 431);
        check("GET /api/v1/instance" + HOST + "Accept-Language: " + "fr,".repeat(6_000) + END, 431);
    }

    @Test
    void anUnknownMethodIsToldWhichThereAre() throws IOException {
        for (var method : List.of("PUT", "TRACE", "CONNECT", "FOO", "A".repeat(300))) {
            var reply = check(method + " /api/v1/instance" + CLOSE, method.equals("CONNECT") ? 400 : 405);
            if (reply.status() == 405) {
                assertThat(reply.header("Allow")).hasValue("GET, HEAD, OPTIONS");
            }
        }
        var page = check("PUT /@alice/" + post + CLOSE, 405);
        assertThat(page.header("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(check("CONNECT here:80" + CLOSE, 405).header("Allow")).isPresent();
    }

    @Test
    void aBodyIsTakenAsItIsAnnouncedOrNotAtAll() throws IOException {
        check(posting("Content-Length: 8\r\nContent-Length: 9") + "status=ab", 400);
        check(posting("Content-Length: -8") + "status=a", 400);
        check(posting("Content-Length: abc") + "status=a", 400);
        check(posting("Content-Length: 99999999999999999999") + "status=a", 400);
        check(posting("Transfer-Encoding: chunked\r\nContent-Length: 3") + "8\r\nstatus=a\r\n0" + END, 400);
        check(posting("Transfer-Encoding: gzip, chunked") + "8\r\nstatus=a\r\n0" + END, 400);
        check(posting("Transfer-Encoding: nothing") + "status=a", 400);
        check(posting("Content-Encoding: gzip\r\nContent-Length: 8") + "status=a", 400);
        check(posting("Transfer-Encoding: chunked") + "zz\r\nstatus=a\r\n0" + END, 400);
        check(posting("Transfer-Encoding: chunked") + "-1\r\nstatus=a\r\n0" + END, 400);
        check(posting("Transfer-Encoding: chunked") + "ffffffffffffffff\r\nstatus=a\r\n0" + END, 400);
        check(posting("Transfer-Encoding: chunked") + "1;" + "e".repeat(40_000) + "\r\na\r\n0" + END, 400);
        check(posting("Transfer-Encoding: chunked") + "8\r\nstatus=a\r\n0\r\n" + "A: b\r\n".repeat(10_000) + END, 400);
        assertThat(alice.home().ids()).containsExactly(post);
    }

    @Test
    void aBodyThatEndsTooSoonIsNotPosted() throws IOException {
        try (var wire = Wire.to(town.port())) {
            wire.send(posting("Content-Length: 100") + "status=half").endSending();

            assertThat(wire.next().status()).isEqualTo(400);
        }
        assertThat(alice.home().ids()).containsExactly(post);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverItComes() throws IOException {
        check(posting("Content-Length: 300000") + "x".repeat(300_000), 413);
        check(
                posting("Transfer-Encoding: chunked") + ("10000\r\n" + "x".repeat(65_536) + "\r\n").repeat(8) + "0"
                        + END,
                413);
        // These wait for an answer before they send anything.
        check(posting("Content-Length: 9223372036854775807"), 413);
        check(posting("Expect: 100-continue\r\nContent-Length: 300000"), 413);
    }

    @Test
    void aBodyInPiecesIsPosted() throws IOException {
        var town = Town.in(data.resolve("pieces"));
        try (town) {
            var bob = town.person("bob");
            try (var wire = Wire.to(town.port())) {
                wire.send(posting(bob, "Transfer-Encoding: chunked") + "7\r\nstatus=\r\n5\r\nhello\r\n0" + END);
                assertThat(wire.next().status()).isEqualTo(200);
                wire.send(posting(bob, "Expect: 100-continue\r\nContent-Length: 8"));
                assertThat(wire.head().status()).isEqualTo(100);
                wire.send("status=a");
                assertThat(wire.next().status()).isEqualTo(200);
            }
            assertThat(bob.home().ids()).hasSize(2);
        }
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrder() throws IOException {
        try (var wire = Wire.to(town.port())) {
            wire.send("GET /api/v1/statuses/" + post + HOST + "\r\nGET /api/v1/nowhere" + HOST + "\r\n"
                    + posting("Content-Length: 7") + "status=" + "GET /" + CLOSE);

            assertThat(wire.next().text()).contains("\"id\":\"" + post + "\"");
            assertThat(wire.next().status()).isEqualTo(404);
            assertThat(wire.next().status()).isEqualTo(422);
            assertThat(wire.next().header("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void oldClientsAreAnsweredToo() throws IOException {
        try (var wire = Wire.to(town.port())) {
            var reply = wire.send("GET /api/v1/instance HTTP/1.0" + END).next();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Transfer-Encoding")).isEmpty();
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    /** More than the system takes in advance: whoever is cut off in it cannot read what was answered. */
    @Test
    void whoeverIsRefusedIsHeardOutAndGoesOnOnTheSameConnection() throws IOException {
        var body = "status=" + "x".repeat(2 << 20);
        try (var wire = Wire.to(town.port())) {
            var refused = wire.send("POST /api/v1/statuses" + HOST + "Content-Length: " + body.length() + END + body)
                    .next();
            var next = wire.send("GET /api/v1/instance" + HOST + "\r\n").next();

            assertThat(refused.status()).isEqualTo(401);
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @Test
    void headIsGetWithoutABodyOnEveryRoute() throws IOException {
        var paths = town.ramage.faces().stream()
                .flatMap(face -> face.paths("GET").stream())
                // A stream does not end.
                .filter(path -> !Addresses.staysOpen("GET " + path))
                .map(this::filledIn)
                .toList();
        assertThat(paths).hasSizeGreaterThan(15);
        for (var path : paths) {
            for (var zip : List.of("", "Accept-Encoding: gzip\r\n")) {
                // On one connection: a body after HEAD would be taken for the next answer.
                try (var wire = Wire.to(town.port())) {
                    var rest = HOST + "Authorization: Bearer " + alice.token() + "\r\n" + zip + "\r\n";
                    var head = wire.send("HEAD " + path + rest).next(/* hasBody= */ false);
                    var get = wire.send("GET " + path + rest).next();

                    assertThat(head.status()).as(path).isEqualTo(get.status()).isLessThan(500);
                    assertThat(rests(head)).as(path).isEqualTo(rests(get));
                    if (zip.isEmpty()) {
                        assertThat(head.header("Content-Length")).as(path).isEqualTo(get.header("Content-Length"));
                    } else if (head.status() != 303) {
                        assertThat(head.header("Content-Length")).as(path).isNotEqualTo(java.util.Optional.of("0"));
                    }
                }
            }
        }
    }

    private String filledIn(String path) {
        var id = path.contains("/accounts/") ? alice.id.toString() : post;
        return path.replace("{id}", id).replace("{handle}", "@alice").replaceAll("\\{[a-z]+}", "x");
    }

    /** The headers without those that differ from call to call, or with the compression. */
    private static Map<String, String> rests(Wire.Reply reply) {
        var headers = new TreeMap<>(reply.headers());
        List.of("date", "x-request-id", "content-length", "content-encoding", "transfer-encoding")
                .forEach(headers::remove);
        return headers;
    }

    private String posting(String headers) {
        return posting(alice, headers);
    }

    private static String posting(Town.Person author, String headers) {
        return "POST /api/v1/statuses" + HOST + "Authorization: Bearer " + author.token()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n" + headers + END;
    }

    private Wire.Reply check(String request, int status) throws IOException {
        var shown = request.substring(0, Math.min(80, request.length()));
        try (var wire = Wire.to(town.port())) {
            var reply = wire.send(request).next();

            assertThat(reply.status()).as(shown).isEqualTo(status);
            assertThat(reply.header("X-Request-Id")).as(shown).isPresent();
            assertThat(reply.text()).as(shown).doesNotContain("Exception").doesNotContain("ERROR " + status);
            assertThat(reply.header("Content-Type").orElse(""))
                    .as(shown)
                    .isIn("application/json; charset=utf-8", "text/html; charset=utf-8");
            assertThat(alice.reads("/api/v1/instance").status())
                    .as("after " + shown)
                    .isEqualTo(200);
            return reply;
        }
    }
}
