package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.Await;
import social.ramage.Wire;
import social.ramage.mastodon.MastodonFace;

/** Whoever sends too slowly, or nothing, is let go of; meanwhile others are served. */
class SendingSlowlyTest {
    private static final String ECHO = "POST /api/echo HTTP/1.1\r\nHost: here\r\n";

    private WebServer web;

    @AfterEach
    void close() {
        web.close();
    }

    @BeforeEach
    void listen() {
        listen(new WebServer.Bounds(Unsent.BYTES_MAX, Duration.ofMinutes(5), Duration.ofMillis(400)));
    }

    @Test
    void aBodyThatDripsDoesNotHoldItsRequestForEver() throws IOException {
        try (var wire = Wire.to(web.port())) {
            wire.send(ECHO + "Content-Length: 200000\r\n\r\nstatus=");

            Await.until("it is let go of", () -> isOverAfter(wire, "a"));
        }
        assertThat(echoes("another")).isEqualTo("another");
    }

    @Test
    void headersThatDripDoNotEither() throws IOException {
        try (var wire = Wire.to(web.port())) {
            assertThat(echoes(wire, "first")).isEqualTo("first");
            wire.send(ECHO);

            Await.until("it is let go of", () -> isOverAfter(wire, "A: b\r\n"));
        }
        assertThat(echoes("another")).isEqualTo("another");
    }

    @Test
    void silenceEndsAConnection() throws IOException {
        web.close();
        listen(new WebServer.Bounds(Unsent.BYTES_MAX, Duration.ofMillis(300), Duration.ofMinutes(5)));
        try (var silent = Wire.to(web.port());
                var half = Wire.to(web.port())) {
            half.send("GET /api/echo HTTP/1.1");

            assertThat(silent.isAtEnd()).isTrue();
            assertThat(half.isAtEnd()).isTrue();
        }
    }

    @Test
    void manyQuickRequestsOnOneConnectionAreNotTakenForASlowOne() throws IOException {
        long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
        try (var wire = Wire.to(web.port())) {
            int asked = 0;
            while (System.nanoTime() < end) {
                assertThat(echoes(wire, "word")).isEqualTo("word");
                asked++;
            }
            assertThat(asked).isGreaterThan(1);
        }
    }

    private void listen(WebServer.Bounds bounds) {
        var routes = new Routes(new MastodonFace())
                .post("/api/echo", call -> Answer.text(200, call.params().text("status")));
        web = Listening.with(routes, bounds);
    }

    private String echoes(String word) throws IOException {
        try (var wire = Wire.to(web.port())) {
            return echoes(wire, word);
        }
    }

    private static String echoes(Wire wire, String word) throws IOException {
        var body = "status=" + word;
        return wire.send(ECHO + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .next()
                .text();
    }

    private static boolean isOverAfter(Wire wire, String drop) {
        try {
            wire.send(drop);
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
