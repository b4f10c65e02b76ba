package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.Await;
import social.ramage.Wire;
import social.ramage.mastodon.MastodonFace;

/** Answers that nobody takes are kept up to a bound; beyond it callers are asked to come back, before anything is done. */
class BoundingUnsentTest {
    private static final int PAGE = 250_000;
    /** What a page takes in a buffer, in steps of 16 kB. */
    private static final int PAGE_HELD = 256 << 10;

    /** Room for eight of them. */
    private static final long UNSENT_BYTES_MAX = 8 * PAGE_HELD;

    /** More than the system keeps for one connection. */
    private static final int PIPELINED = 60;

    private final AtomicInteger changes = new AtomicInteger();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final Meters meters = new Meters();
    private final List<Wire> stalled = new ArrayList<>();
    private WebServer web;

    @BeforeEach
    void listen() {
        var page = new byte[PAGE];
        var routes = new Routes(new MastodonFace())
                .get("/api/page", _ -> Answer.json(new Segments().add(page)))
                .get(
                        "/api/large",
                        _ -> Answer.json(new Segments().add(page).add(page).add(page)))
                .post("/api/change", _ -> change())
                .post("/api/slow/change", _ -> slowChange());
        web = new WebServer(
                new WebServer.Listen("127.0.0.1", 0, 0),
                List.of(routes),
                meters,
                OutputStream.nullOutputStream(),
                Clock.systemUTC(),
                () -> true,
                new WebServer.Bounds(UNSENT_BYTES_MAX, Duration.ofMinutes(5), Duration.ofMinutes(5)));
        web.start();
    }

    @AfterEach
    void close() throws IOException {
        mayGoOn.countDown();
        for (var wire : stalled) {
            wire.close();
        }
        web.close();
    }

    @Test
    void asksToComeBackBeforeAnythingIsDone() throws Exception {
        stall(8);

        try (var wire = Wire.to(web.port())) {
            var read = wire.send(request("GET", "/api/page", "Accept-Language: fr"))
                    .next();
            var written = wire.send(request("POST", "/api/change", "Content-Length: 0"))
                    .next();

            assertThat(read.status()).isEqualTo(503);
            assertThat(read.header("Retry-After")).hasValue("5");
            assertThat(read.text())
                    .isEqualTo("{\"error\":\"Le serveur a plus à faire qu’il ne peut."
                            + " Rien n’a été enregistré ; réessayez dans un instant.\"}");
            assertThat(written.status()).isEqualTo(503);
            assertThat(written.text()).contains("Nothing was saved");
            assertThat(changes).hasValue(0);
        }
    }

    @Test
    void asksToComeBackForWhatDoesNotFitAnyMore() throws Exception {
        stall(6);

        try (var wire = Wire.to(web.port())) {
            var large = wire.send(request("GET", "/api/large", "A: b")).next();
            var small = wire.send(request("GET", "/api/page", "A: b")).next();

            assertThat(large.status()).isEqualTo(503);
            assertThat(small.status()).isEqualTo(200);
        }
    }

    @Test
    void tellsWhoeverChangedSomethingInAnyCase() throws Exception {
        try (var wire = Wire.to(web.port())) {
            wire.send(request("POST", "/api/slow/change", "Content-Length: 0"));
            Await.until("the change is under way", () -> changes.get() == 1);
            stall(8);

            mayGoOn.countDown();

            assertThat(wire.next().status()).isEqualTo(200);
        }
    }

    @Test
    void goesOnWhenTheyHaveLeft() throws Exception {
        stall(8);
        for (var wire : stalled) {
            wire.reset();
        }
        Await.until("nothing is unsent", () -> unsent() == 0);

        try (var wire = Wire.to(web.port())) {
            assertThat(wire.send(request("GET", "/api/page", "A: b")).next().body())
                    .hasSize(PAGE);
        }
        assertThat(figure("ramage_web_answers_broken")).isPositive();
    }

    private void stall(int readers) throws IOException {
        var request = request("GET", "/api/page", "A: b");
        for (int i = 1; i <= readers; i++) {
            long held = (long) i * PAGE_HELD;
            stalled.add(Wire.to(web.port(), 1 << 12).send(request.repeat(PIPELINED)));
            Await.until("one page for each is kept", () -> unsent() >= held);
        }
        var before = new AtomicLong();
        var looks = new AtomicInteger();
        // The system takes more while it finds out how slow a reader is.
        Await.until("none of them takes any more", () -> {
            long answered = (long) figure("ramage_requests_seconds_count{route=\"/api/page\",status=\"200\"}");
            looks.set(before.getAndSet(answered) == answered ? looks.get() + 1 : 0);
            return looks.get() > 50;
        });
    }

    private double unsent() {
        return figure("ramage_web_unsent_bytes");
    }

    private double figure(String name) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private Answer change() {
        changes.incrementAndGet();
        return Answer.json(new Segments().add("[" + " ".repeat(3_000) + "]"));
    }

    private Answer slowChange() {
        var answer = change();
        try {
            mayGoOn.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    private static String request(String method, String path, String header) {
        return method + " " + path + " HTTP/1.1\r\nHost: here\r\n" + header + "\r\n\r\n";
    }
}
