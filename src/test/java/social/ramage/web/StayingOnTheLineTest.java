package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.Await;
import social.ramage.Wire;
import social.ramage.mastodon.MastodonFace;

/** Lines that stay open, whoever is at their other end. */
class StayingOnTheLineTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int TEXT = 0x1;
    private static final int MORE = 0x0;
    private static final int LAST = 0x80;

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicBoolean mayGoOn = new AtomicBoolean(true);
    private final Meters meters = new Meters();
    private WebServer web;

    @BeforeEach
    void listen() {
        web = server(Lines.Pace.USUAL, new Meters());
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void whoTakesNothingIsDroppedAndHoldsUpNobody() throws IOException {
        listen(new Lines.Pace(LONG, LONG, LONG, LONG, 10));
        try (var _ = events();
                var quick = events()) {
            var large = "x".repeat(100_000) + "\n";

            for (int i = 0; i < Line.WAITING_MAX * 2; i++) {
                say(lines.get(0), large);
            }
            say(lines.get(1), "still here\n");

            assertThat(chunk(quick)).isEqualTo("still here\n");
            Await.until("the slow one is dropped", () -> figure("ramage_streams_dropped") == 1);
            Await.until("its place is free", () -> figure("ramage_streams_open") == 1);
            assertThat(ended).hasValue(1);
        }
    }

    @Test
    void whoTakesTooLongOverOneMessageIsDropped() throws IOException {
        listen(new Lines.Pace(LONG, LONG, LONG, SHORT, 10));
        try (var _ = events();
                var _ = socket()) {
            for (var line : lines) {
                for (int i = 0; i < 100; i++) {
                    say(line, "x".repeat(200_000));
                }
            }

            Await.until("both are dropped", () -> figure("ramage_streams_dropped") == 2);
            Await.until("nobody is left", () -> figure("ramage_streams_open") == 0);
        }
        assertThat(ended).hasValue(2);
    }

    @Test
    void beatsShowThatALineIsInUse() throws IOException {
        listen(new Lines.Pace(SHORT, SHORT, LONG, LONG, 10));
        try (var events = events();
                var socket = socket()) {
            assertThat(chunk(events)).isEqualTo(":beat\n");
            assertThat(chunk(events)).isEqualTo(":beat\n");
            assertThat(frame(socket)).isEqualTo("9 ");
            assertThat(frame(socket)).isEqualTo("9 ");

            mayGoOn.set(false);

            Await.until("both are closed", () -> ended.get() == 2);
        }
    }

    @Test
    void aSocketThatGivesNoSignOfLifeIsClosed() throws IOException {
        listen(new Lines.Pace(LONG, SHORT, SHORT.multipliedBy(3), LONG, 10));
        try (var socket = socket()) {
            Await.until("it is closed", () -> ended.get() == 1);

            socket.some(1_000);
            assertThat(figure("ramage_streams_open")).isZero();
        }
    }

    @Test
    void whenThereAreAsManyAsMayBeTheNextIsAskedToComeBack() throws IOException {
        listen(new Lines.Pace(LONG, LONG, LONG, LONG, 2));
        try (var _ = events();
                var socket = socket();
                var third = Wire.to(web.port())) {
            var refused =
                    third.send("GET /api/events HTTP/1.1\r\nHost: here\r\n\r\n").next();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(ended).hasValue(1);
            socket.reset();
            Await.until("a place is free", () -> figure("ramage_streams_open") == 1);
        }
        try (var again = events()) {
            say(lines.getLast(), "hello\n");
            assertThat(chunk(again)).isEqualTo("hello\n");
        }
    }

    @Test
    void aMessageInPiecesIsOneMessage() throws IOException {
        listen(Lines.Pace.USUAL);
        try (var socket = socket()) {
            socket.send(masked(TEXT, "bon")).send(masked(0x89, "?")).send(masked(MORE | LAST, "jour é"));

            assertThat(frame(socket)).isEqualTo("10 ?");
            assertThat(frame(socket)).isEqualTo("1 bonjour é");
        }
    }

    @Test
    void whatIsNoMessageClosesTheSocketWithAReason() throws IOException {
        listen(Lines.Pace.USUAL);

        assertThat(closed(masked(TEXT | LAST, new byte[] {(byte) 0xC3, 0x28}))).isEqualTo(1007);
        assertThat(closed(masked(0x2 | LAST, "binary"))).isEqualTo(1003);
        assertThat(closed(masked(TEXT | LAST, "x".repeat(SocketWay.HEARD_BYTES_MAX + 1))))
                .isEqualTo(1009);
        assertThat(closed(masked(TEXT, "x".repeat(3_000)), masked(MORE, "x".repeat(3_000))))
                .isEqualTo(1009);
        assertThat(closed(masked(MORE | LAST, "no beginning"))).isEqualTo(1002);
        assertThat(closed(masked(0x3 | LAST, "no such frame"))).isEqualTo(1002);
        assertThat(closed(masked(0x70 | TEXT | LAST, "bits that mean nothing"))).isEqualTo(1002);
        assertThat(closed(new byte[] {(byte) 0x81, 1, 'x'})).isEqualTo(1002);
        Await.until("nobody is left", () -> figure("ramage_streams_open") == 0);
    }

    @Test
    void aFrameThatSaysItIsEndlessTakesNoMemory() throws IOException {
        listen(Lines.Pace.USUAL);

        assertThat(closed(
                        new byte[] {(byte) 0x81, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0},
                        new byte[70_000]))
                .isIn(1002, 1009);
    }

    @Test
    void piecesWithoutAnEndCloseTheSocket() throws IOException {
        listen(Lines.Pace.USUAL);
        var flood = new byte[SocketWay.FRAMES_MAX + 1][];
        flood[0] = masked(TEXT, "");
        for (int i = 1; i < flood.length; i++) {
            flood[i] = masked(MORE, "");
        }

        assertThat(closed(flood)).isEqualTo(1008);
    }

    @Test
    void whoNeverSaysGoodbyeIsLetGo() throws IOException {
        listen(Lines.Pace.USUAL);
        try (var _ = socket()) {
            lines.getFirst().close();

            Await.until("it is over", () -> ended.get() == 1);
            assertThat(figure("ramage_streams_open")).isZero();
        }
    }

    @Test
    void whatIsNotHowSocketsAreOpenedIsRefused() throws IOException {
        listen(Lines.Pace.USUAL);
        for (var head : List.of(
                "Upgrade: websocket\r\nConnection: Upgrade\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 12\r\nSec-WebSocket-Key: AAAA\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
                "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")) {
            try (var wire = Wire.to(web.port())) {
                var reply = wire.send("GET /api/socket HTTP/1.1\r\nHost: here\r\n" + head + "\r\n")
                        .next();

                assertThat(reply.status()).as(head).isEqualTo(400);
            }
        }
        // The last one Jetty refuses by itself.
        assertThat(ended).hasValue(3);
        assertThat(figure("ramage_streams_open")).isZero();
    }

    private final class Echo implements Talk {
        @Override
        public void begin(Line line) {
            lines.add(line);
        }

        @Override
        public void heard(Line line, String text) {
            line.send(new Segments().add(text));
        }

        @Override
        public boolean mayGoOn() {
            return mayGoOn.get();
        }

        @Override
        public void end() {
            ended.incrementAndGet();
        }
    }

    private void listen(Lines.Pace pace) {
        web.close();
        web = server(pace, meters);
    }

    private WebServer server(Lines.Pace pace, Meters figures) {
        var routes = new Routes(new MastodonFace())
                .get("/api/events", _ -> Answer.events(new Echo(), ":beat\n"))
                .get("/api/socket", _ -> Answer.socket(new Echo()));
        var server = new WebServer(
                new WebServer.Listen("127.0.0.1", 0, 0),
                List.of(routes),
                figures,
                OutputStream.nullOutputStream(),
                Clock.systemUTC(),
                () -> true,
                WebServer.Bounds.USUAL,
                pace);
        server.start();
        return server;
    }

    private static void say(Line line, String text) {
        line.hand(() -> line.send(new Segments().add(text)));
    }

    private Wire events() throws IOException {
        int before = lines.size();
        var wire = Wire.to(web.port()).send("GET /api/events HTTP/1.1\r\nHost: here\r\n\r\n");
        Await.until("the line is open", () -> lines.size() > before);
        // The head goes out with the first piece.
        return wire;
    }

    private Wire socket() throws IOException {
        int before = lines.size();
        var wire = Wire.to(web.port()).send("""
                        GET /api/socket HTTP/1.1\r
                        Host: here\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """);
        assertThat(wire.head().status()).isEqualTo(101);
        Await.until("the line is open", () -> lines.size() > before);
        return wire;
    }

    /** What comes next; the end of a chunk comes with the one after it. */
    private static String chunk(Wire events) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().matches("(?s)(HTTP.*\r\n\r\n|\r\n)?[0-9A-Fa-f]+\r\n")) {
            text.append(new String(events.some(1), StandardCharsets.ISO_8859_1));
        }
        var size = text.substring(0, text.length() - 2).replaceFirst("(?s).*\n", "");
        var body = new ByteArrayOutputStream();
        while (body.size() < Integer.parseInt(size, 16)) {
            body.writeBytes(events.some(1));
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /** The next frame: what kind it is, and what it says. */
    private static String frame(Wire socket) throws IOException {
        int kind = socket.some(1)[0] & 0x0F;
        int size = socket.some(1)[0] & 0x7F;
        var bytes = new ByteArrayOutputStream();
        while (bytes.size() < size) {
            bytes.writeBytes(socket.some(1));
        }
        return kind + " " + bytes.toString(StandardCharsets.UTF_8);
    }

    /** The reason for which the socket is closed. */
    private int closed(byte[]... frames) throws IOException {
        try (var socket = socket()) {
            try {
                for (var frame : frames) {
                    socket.send(frame);
                }
            } catch (IOException _) {
                // It may be closed before all is sent.
            }
            int kind = socket.some(1)[0] & 0x0F;
            socket.some(1);
            var code = new byte[] {socket.some(1)[0], socket.some(1)[0]};
            assertThat(kind).isEqualTo(8);
            return (code[0] & 0xFF) << 8 | (code[1] & 0xFF);
        }
    }

    private static byte[] masked(int head, String text) {
        return masked(head, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] masked(int head, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(head);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private double figure(String name) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
