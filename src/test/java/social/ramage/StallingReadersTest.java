package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.event.Visibility;
import social.ramage.post.Draft;
import social.ramage.post.PostText;

/**
 * Answers leave in buffers that are used again for other people's. Whoever reads slowly, stops, or leaves in the middle
 * must not make a byte of one person's page reach another.
 */
class StallingReadersTest {
    private static final long SEED = 20261125;
    private static final int ACCOUNTS = 24;
    private static final int POSTS = 40;
    private static final int ABORTED = 1_000;

    /** Together more than the system keeps for a connection, so that the server itself has to keep some. */
    private static final int PIPELINED = 200;

    @TempDir
    Path data;

    private Town town;
    private List<Home> homes;

    /** One account's own page, which nobody else may see. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Home(String request, byte[] page) {
        String compressed() {
            return request.replace("\r\n\r\n", "\r\nAccept-Encoding: gzip\r\n\r\n");
        }
    }

    @BeforeEach
    void fill() throws Exception {
        town = Town.in(data);
        var people = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> town.person("reader" + i))
                .toList();
        inParallel(people.stream().<Callable<Void>>map(it -> () -> post(it)).toList());
        // Counters in memory may be a second old, and would change; a fresh start has the database's.
        town.restart();
        homes = new ArrayList<>();
        for (var person : people) {
            var request = "GET /api/v1/timelines/home?limit=40 HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer "
                    + person.token() + "\r\n\r\n";
            try (var wire = Wire.to(town.port())) {
                homes.add(new Home(request, wire.send(request).next().body()));
            }
        }
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void neverReachesAnybodyElse() throws Exception {
        checkThatPagesDiffer();
        long directBefore = direct();
        var isOver = new AtomicBoolean();
        var stalled = stalled();
        try (var threads = Executors.newCachedThreadPool()) {
            var fast = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> readsAtFullSpeed(new Random(SEED + i), isOver)))
                    .toList();
            try {
                leaveInTheMiddle(new Random(SEED), ABORTED / 4);
                readInTurn(stalled);
                leaveInTheMiddle(new Random(SEED + 1), ABORTED);
            } finally {
                isOver.set(true);
            }
            assertThat(sum(fast)).as("pages read meanwhile").isGreaterThan(1_000);
        }

        Await.until("all that was not taken is let go", () -> town.metric("ramage_web_unsent_bytes") == 0);
        Await.until("its memory comes back", () -> direct() - directBefore < 24 << 20);
    }

    private static Void post(Town.Person person) {
        var me = person.town().ramage.follows.viewer(person.id);
        for (int i = 0; i < POSTS; i++) {
            var text = PostText.parse(mark(person.handle).repeat(10) + i, "", 140);
            person.town()
                    .ramage
                    .posts
                    .publish(
                            me,
                            new Draft(
                                    text,
                                    Visibility.FOLLOWERS,
                                    java.util.Optional.empty(),
                                    java.util.Optional.empty(),
                                    /* isSensitive= */ false));
        }
        return null;
    }

    private static String mark(String handle) {
        return "<" + handle + ">";
    }

    /** Or the rest would prove nothing. */
    private void checkThatPagesDiffer() {
        for (int i = 0; i < ACCOUNTS; i++) {
            var page = new String(homes.get(i).page, StandardCharsets.UTF_8);
            assertThat(page).hasSizeGreaterThan(40_000).contains("reader" + i + "&gt;");
            for (int j = 0; j < ACCOUNTS; j++) {
                if (i != j) {
                    assertThat(page).doesNotContain("reader" + j + "&gt;");
                }
            }
        }
    }

    /** They ask for much and read nothing, until the server has had to keep a page for each of them. */
    private List<SlowReader> stalled() throws IOException {
        var stalled = new ArrayList<SlowReader>();
        for (var home : homes.subList(0, 8)) {
            stalled.add(new SlowReader(home));
        }
        long pages = stalled.stream().mapToLong(it -> it.home.page.length).sum();
        Await.until("all of them are stalled", () -> town.metric("ramage_web_unsent_bytes") >= pages);
        return stalled;
    }

    private int readsAtFullSpeed(Random random, AtomicBoolean isOver) throws IOException {
        int read = 0;
        try (var wire = Wire.to(town.port())) {
            while (!isOver.get()) {
                var home = homes.get(random.nextInt(ACCOUNTS));
                if (random.nextInt(4) > 0) {
                    check(wire.send(home.request).next().body(), home);
                } else {
                    var zipped = wire.send(home.compressed()).next();
                    assertThat(zipped.header("Content-Encoding")).hasValue("gzip");
                    check(unzipped(zipped.body()), home);
                }
                read++;
            }
        }
        return read;
    }

    /** A little from each in turn, until all have all. */
    private static void readInTurn(List<SlowReader> readers) {
        var reading = new ArrayList<>(readers);
        while (!reading.isEmpty()) {
            reading.removeIf(SlowReader::hasAllAfterSome);
        }
    }

    private final class SlowReader {
        private final Home home;
        private final Wire wire;
        private int pagesLeft = PIPELINED;
        private int at = -1;

        SlowReader(Home home) throws IOException {
            this.home = home;
            this.wire = Wire.to(town.port(), 1 << 12).send(home.request.repeat(PIPELINED));
        }

        boolean hasAllAfterSome() {
            try {
                if (at < 0) {
                    wire.head();
                    at = 0;
                }
                var some = wire.some(Math.min(3_000, home.page.length - at));
                check(some, home, at);
                at += some.length;
                if (at == home.page.length) {
                    at = -1;
                    pagesLeft--;
                }
                return some.length == 0 || pagesLeft == 0;
            } catch (IOException _) {
                // On a slow machine the server has lost its patience; what came before was right.
                return true;
            }
        }
    }

    private void leaveInTheMiddle(Random random, int times) throws IOException {
        int tried = 0;
        while (town.metric("ramage_web_answers_broken") < times) {
            assertThat(tried).as("connections left in the middle").isLessThan(20 * ABORTED);
            for (int i = 0; i < 50; i++) {
                tried++;
                var home = homes.get(random.nextInt(ACCOUNTS));
                var wire = Wire.to(town.port(), 1 << 12).send(home.request.repeat(50));
                wire.head();
                check(wire.some(1 + random.nextInt(5_000)), home, 0);
                wire.reset();
            }
        }
    }

    private static void check(byte[] body, Home home) {
        check(body, home, 0);
        assertThat(body).hasSameSizeAs(home.page);
    }

    /** Compared by hand: the message of a comparison of so many bytes would say nothing. */
    private static void check(byte[] some, Home home, int at) {
        int end = at + some.length;
        if (end > home.page.length || !Arrays.equals(some, 0, some.length, home.page, at, end)) {
            int same = Math.max(0, Arrays.mismatch(some, Arrays.copyOfRange(home.page, at, home.page.length)));
            throw new AssertionError("seed %d, at byte %d of %d, instead of %s: %s"
                    .formatted(SEED, at + same, home.page.length, excerpt(home.page, at + same), excerpt(some, same)));
        }
    }

    private static String excerpt(byte[] bytes, int from) {
        return new String(bytes, from, Math.min(100, bytes.length - from), StandardCharsets.UTF_8);
    }

    private static byte[] unzipped(byte[] zipped) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }

    /** Memory outside the heap; what nobody holds any more is let go of first. */
    private long direct() {
        System.gc();
        return (long) town.metric("jvm_buffer_memory_used_bytes{id=\"direct\"}");
    }

    private static int sum(List<Future<Integer>> parts) throws Exception {
        int sum = 0;
        for (var part : parts) {
            sum += part.get();
        }
        return sum;
    }

    private static void inParallel(List<Callable<Void>> works) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(works)) {
                done.get();
            }
        }
    }
}
