package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.ramage.account.Handle;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;
import social.ramage.person.Email;
import social.ramage.person.Role;
import social.ramage.post.IdRange;

/**
 * Random lives of a handful of people: whatever they did, everybody is shown what the rules say, and nothing else. The
 * rules are told a second time, in {@link Expected}.
 */
class LivingTogetherTest {
    private static final int HISTORIES = 200;
    private static final int HISTORIES_LONG = 20_000;
    private static final int STEPS = 300;
    private static final long SEED = 20261124;

    /** All is compared so often; in between a part. */
    private static final int COMPARED_EVERY = 10;

    /** Parts of it that are compared after each step of a history that failed. */
    private static final int LOOKS_AGAIN = 20;

    /** In one of so many histories somebody else reads all the while. */
    private static final int READ_EVERY = 4;

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    @Nested
    class OnSqlite {
        /** Here a disk's pauses would only make it slow. */
        private static final Path MEMORY = Path.of("/dev/shm");

        private Path folder;
        private List<AccountId> accounts;

        @BeforeEach
        void settle() throws IOException {
            folder = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "ramage")
                    : Files.createTempDirectory("ramage");
            accounts = people(settings(Files.createDirectory(folder.resolve("template"))));
        }

        @AfterEach
        void clear() {
            delete(folder);
        }

        @Test
        void everybodySeesWhatTheRulesSay() throws Exception {
            live(HISTORIES);
        }

        @Test
        @Tag("long")
        void everybodySeesWhatTheRulesSayForLong() throws Exception {
            live(HISTORIES_LONG);
        }

        private void live(int count) throws Exception {
            var next = new AtomicLong();
            var work = new ArrayList<Callable<Long>>();
            int threads = Runtime.getRuntime().availableProcessors();
            for (int i = 0; i < threads; i++) {
                work.add(() -> {
                    long steps = 0;
                    for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        steps += live(number);
                    }
                    return steps;
                });
            }
            long steps = 0;
            try (var pool = Executors.newFixedThreadPool(threads)) {
                for (var done : pool.invokeAll(work)) {
                    steps += done.get();
                }
            }
            assertThat(steps).isEqualTo((long) count * STEPS);
        }

        private int live(long number) throws Exception {
            long seed = SEED + number;
            boolean isReadMeanwhile = number % READ_EVERY == 0;
            try (var history = begin(seed)) {
                run(history, seed, isReadMeanwhile);
                return history.acts().size();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(shortest(seed, failure), failure);
            } finally {
                delete(folder.resolve(Long.toString(seed)));
            }
        }

        /** Once more, looking at everything after each step. */
        private String shortest(long seed, Throwable failure) {
            delete(folder.resolve(Long.toString(seed)));
            var looks = new Random(seed);
            try (var history = begin(seed)) {
                try {
                    for (int step = 0; step < STEPS; step++) {
                        history.step();
                        var comparing = new Comparing(history, history.ramage());
                        comparing.all();
                        for (int look = 0; look < LOOKS_AGAIN; look++) {
                            comparing.some(looks);
                        }
                    }
                } catch (RuntimeException again) {
                    return "seed " + seed + ", after " + history.acts().size() + " steps: " + again.getMessage() + "\n"
                            + String.join("\n", history.acts());
                }
                return "seed " + seed + ", not again: " + failure.getMessage();
            } catch (IOException again) {
                throw new UncheckedIOException(again);
            }
        }

        private History begin(long seed) throws IOException {
            var data = folder.resolve(Long.toString(seed));
            Files.createDirectories(data);
            Files.copy(folder.resolve("template/ramage.db"), data.resolve("ramage.db"));
            return new History(seed, settings(data), new MovableClock(START), accounts);
        }

        private static Settings settings(Path data) {
            return Settings.from(data, Map.of(), Map.of());
        }
    }

    @Nested
    class OnPostgresql {
        @RegisterExtension
        final FreshDatabase fresh = FreshDatabase.on(Engine.POSTGRESQL);

        @TempDir
        Path data;

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void everybodySeesWhatTheRulesSay(long seed) throws Exception {
            var settings = Settings.from(data, Map.of(), Town.on(fresh.at()));
            var accounts = people(settings);

            try (var history = new History(seed, settings, new MovableClock(START), accounts)) {
                run(history, seed, /* isReadMeanwhile= */ true);
                assertThat(history.acts()).hasSize(STEPS);
            }
        }
    }

    private static void run(History history, long seed, boolean isReadMeanwhile) throws Exception {
        var looks = new Random(seed);
        try (var reader = new Reader(history)) {
            for (int step = 1; step <= STEPS; step++) {
                if (isReadMeanwhile) {
                    reader.look();
                }
                try {
                    history.step();
                    var comparing = new Comparing(history, history.ramage());
                    if (step % COMPARED_EVERY == 0 || step == STEPS) {
                        comparing.all();
                    } else {
                        comparing.some(looks);
                    }
                } catch (RuntimeException failure) {
                    throw new AssertionError(
                            "seed " + seed + ", step " + step + ": " + failure.getMessage() + "\n"
                                    + String.join("\n", history.acts()),
                            failure);
                }
            }
        }
        new Facts(history.ramage()).talliesAreTrue();
    }

    /** Somebody who reads all the while, so that memory is filled while things change. */
    private static final class Reader implements AutoCloseable {
        /** Reads in each step: without a bound it would take more time than those who are read. */
        private static final int LOOKS = 3;

        private final AtomicBoolean isOver = new AtomicBoolean();
        private final Semaphore looks = new Semaphore(0);
        private final Thread thread;

        Reader(History history) {
            var random = new Random(1);
            this.thread = Thread.ofPlatform().start(() -> {
                while (!isOver.get()) {
                    looks.acquireUninterruptibly();
                    try {
                        read(history, random.nextInt(History.PEOPLE));
                    } catch (RuntimeException _) {
                        // It starts again just now.
                    }
                }
            });
        }

        void look() {
            looks.release(LOOKS);
        }

        private static void read(History history, int reader) {
            var ramage = history.ramage();
            var me = history.account(reader);
            var viewer = ramage.follows.viewer(me);
            var page = ramage.timelines.home(viewer, IdRange.newest(20));
            ramage.timelines.inPublic(viewer, IdRange.newest(20));
            ramage.timelines.by(me, viewer, IdRange.newest(20), _ -> true);
            ramage.signals.given(viewer, page);
            for (var shown : page) {
                ramage.accounts.get(shown.post().author());
                ramage.posts.context(shown.post().id(), viewer);
            }
        }

        @Override
        public void close() {
            isOver.set(true);
            looks.release();
            Await.until("the reader is done", () -> !thread.isAlive());
        }
    }

    private static List<AccountId> people(Settings settings) {
        var accounts = new ArrayList<AccountId>();
        try (var ramage = Ramage.open(settings, new MovableClock(START))) {
            for (int i = 0; i < History.PEOPLE; i++) {
                var handle = "p" + i;
                accounts.add(new Newcomers(ramage)
                        .create(new Newcomers.Newcomer(
                                Handle.parse(handle),
                                Email.parse(handle + "@example.org"),
                                "",
                                "",
                                Role.HOLDER,
                                History.LOCKED.contains(i)))
                        .id());
            }
        }
        return accounts;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
