package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server under eight writers, whose system says that the disk is full, or that it did not take what it got. */
class FailingDiskTest {
    private static final int WRITERS = 8;
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"(\\d+)\"");

    @TempDir
    Path folder;

    private Path data;
    private Path fault;
    private Settlers settlers;

    @BeforeEach
    void settle() {
        data = folder.resolve("data");
        fault = folder.resolve("fault");
        settlers = Settlers.in(held(data), WRITERS);
    }

    @Test
    void aFullDiskRefusesWithASentenceAndTakesPostsAgainWhenThereIsRoom() throws Exception {
        try (var server = RunningServer.serve(List.of(), data, failing("FAILING_DISK_NO_SPACE"));
                var writers = new Writers(server.port())) {
            Await.until("they write", () -> writers.posted.size() > 100);

            Files.createFile(fault);
            Await.until("all are refused", () -> writers.refused.get() > 50);
            var read = reads(server.port());
            Files.delete(fault);
            int before = writers.posted.size();
            Await.until("they write again", () -> writers.posted.size() > before + 100);

            assertThat(read.status()).isEqualTo(200);
            assertThat(writers.stop())
                    .containsExactly("503 The server’s disk is full. Nothing was saved;" + " please try again later.");
            server.kill();
            assertThat(stored()).containsExactlyInAnyOrderElementsOf(writers.posted);
        }
    }

    @Test
    void aFailedSyncAcknowledgesNobodyAndWhatWasAcknowledgedIsThere() throws Exception {
        try (var server = RunningServer.serve(List.of(), data, failing("FAILING_DISK_NO_SYNC"));
                var writers = new Writers(server.port())) {
            Await.until("they write", () -> writers.posted.size() > 100);

            Files.createFile(fault);
            Await.until("all are refused", () -> writers.refused.get() > 50);
            Files.delete(fault);
            int before = writers.posted.size();
            Await.until("they write again", () -> writers.posted.size() > before + 100);

            assertThat(writers.stop())
                    .containsExactly("503 The server’s disk or database failed. It is not known"
                            + " whether this was saved: please look before you try again.");
            server.kill();
            assertThat(stored()).containsAll(writers.posted);
        }
    }

    /** People who post one after another, until they are told to stop. */
    private final class Writers implements AutoCloseable {
        final ConcurrentLinkedQueue<String> posted = new ConcurrentLinkedQueue<>();
        final AtomicInteger refused = new AtomicInteger();
        private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
        private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        private volatile boolean stopping;

        Writers(int port) {
            for (var settler : settlers.all()) {
                var _ = threads.submit(() -> {
                    try (var wire = Wire.to(port)) {
                        for (int i = 0; !stopping; i++) {
                            take(wire.send(settler.posts("mot " + i + " #essai"))
                                    .next());
                        }
                    }
                    return settler;
                });
            }
        }

        /** @return what was said to those who were refused, each once */
        Set<String> stop() throws InterruptedException {
            stopping = true;
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS))
                    .as("nobody waits for ever")
                    .isTrue();
            return new HashSet<>(refusals);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }

        private void take(Wire.Reply answer) {
            if (answer.status() == 200) {
                var id = ID.matcher(answer.text());
                assertThat(id.find()).isTrue();
                posted.add(id.group(1));
            } else {
                assertThat(answer.header("Retry-After")).isPresent();
                refusals.add(answer.status() + " " + answer.text().replaceAll(".*\"error\":\"([^\"]*)\".*", "$1"));
                refused.incrementAndGet();
            }
        }
    }

    private Wire.Reply reads(int port) throws IOException {
        try (var wire = Wire.to(port)) {
            return wire.send(settlers.all().getFirst().reads("/api/v1/timelines/home"))
                    .next();
        }
    }

    /** Compiles what makes the disk fail, and says how a process comes to have it. */
    private Map<String, String> failing(String variable) throws IOException, InterruptedException {
        var library = folder.resolve("failing_disk.so");
        var compiler = new ProcessBuilder(
                        "gcc", "-shared", "-fPIC", "-o", library.toString(), "src/test/c/failing_disk.c", "-ldl")
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).as("gcc").isZero();
        return Map.of("LD_PRELOAD", library.toString(), variable, fault.toString());
    }

    private List<String> stored() {
        try (var ramage = Ramage.open(Settings.from(data, Map.of(), Map.of()), java.time.Clock.systemUTC())) {
            var ids =
                    ramage.db().read(tx -> tx.sql("select id from post").list(row -> Long.toString(row.number("id"))));
            long events = ramage.db()
                    .read(tx -> tx.sql("select count(*) as n from event where kind = 'PostPublished'")
                            .get(row -> row.number("n")));
            assertThat(events).as("each post has its event").isEqualTo(ids.size());
            return new ArrayList<>(ids);
        }
    }

    private static Path held(Path data) {
        Folder.hold(data).orElseThrow().close();
        return data;
    }
}
