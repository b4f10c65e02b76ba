package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.Await;
import social.ramage.db.AtOnce;
import social.ramage.db.Database;
import social.ramage.db.DatabaseAt;
import social.ramage.id.AccountId;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

class FollowingTheLogTest {
    private static final int WRITERS = 8;
    private static final int EACH = 100;
    private static final int ROUNDS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private Database db;
    private EventLog log;
    private Live live;
    private Events events;

    @BeforeEach
    void open() {
        db = Database.open(DatabaseAt.file(data.resolve("ramage.db")));
        log = new EventLog(Clock.systemUTC());
        live = new Live(db, log);
        events = new Events(db, log, live);
    }

    @AfterEach
    void close() {
        live.close();
        db.close();
    }

    @Test
    void aReactorSeesEachEventOnceInOrderOnOneThread() {
        var reactor = new Notebook();
        live.add(reactor);
        live.start();

        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> {
                    for (int j = 0; j < EACH; j++) {
                        write();
                    }
                });
            }
        }

        Await.until("all events are seen", () -> live.position() == WRITERS * EACH);
        assertThat(reactor.numbers).isEqualTo(numbers(1, WRITERS * EACH));
        assertThat(reactor.threads).hasSize(1);
    }

    @Test
    void itStartsAtTheEndOfTheLog() {
        live.close();
        for (int i = 0; i < 3; i++) {
            db.change(tx -> log.append(tx, event()));
        }
        live = new Live(db, log);
        var reactor = new Notebook();
        live.add(reactor);
        live.start();
        assertThat(live.position()).isEqualTo(3);

        events = new Events(db, log, live);
        write();

        Await.until("the event is seen", () -> live.position() == 4);
        assertThat(reactor.numbers).containsExactly(4L);
    }

    @Test
    void whoeverWroteFindsItSeenOnReturn() {
        var reactor = new Notebook();
        live.add(reactor);
        live.start();

        int seen = 0;
        for (int i = 1; i <= 100; i++) {
            write();
            seen += reactor.numbers.size() == i ? 1 : 0;
        }

        // Not all: on a busy machine a tenth of a second may pass.
        assertThat(seen).isGreaterThan(50);
    }

    @Test
    void nobodyWaitsForLongForAReactorThatHangs() {
        var go = new CountDownLatch(1);
        live.add(_ -> await(go));
        live.start();

        write();

        assertThat(live.position()).isZero();
        go.countDown();
        Await.until("it is seen in the end", () -> live.position() == 1);
    }

    @Test
    void whatIsTooMuchToHandOverIsReadFromTheLog() {
        var go = new CountDownLatch(1);
        var reactor = new Notebook();
        live.add(_ -> await(go));
        live.add(reactor);
        live.start();

        for (int i = 0; i < 10; i++) {
            write(1_000);
        }
        go.countDown();

        Await.until("all events are seen, though no other comes", () -> live.position() == 10_000);
        assertThat(reactor.numbers).isEqualTo(numbers(1, 10_000));
    }

    /** Other nodes' events are not, and some that are have been read from the log before. */
    @Test
    void whateverIsHandedOverAllEventsAreSeenOnceInOrder() {
        var reactor = new Notebook();
        live.add(reactor);
        live.start();
        var all = new ArrayList<Logged>();

        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            live.call(() -> {
                int before = all.size();
                all.addAll(append(1 + random.nextInt(5)));
                all.subList(Math.max(0, before - random.nextInt(4)), all.size() - 1).stream()
                        .filter(_ -> random.nextBoolean())
                        .forEach(live::committed);
                live.committed(all.getLast());
                return before;
            });

            Await.until("all events are seen", () -> live.position() == all.size());
            assertThat(reactor.numbers).as("seed " + seed).isEqualTo(numbers(1, all.size()));
        }
    }

    @Test
    void whatNobodyHandedOverIsFoundAfterAWhile() {
        var reactor = new Notebook();
        live.add(reactor);
        live.start();
        write();
        Await.until("the first is seen", () -> live.position() == 1);

        append(2);

        Await.until("the others are seen", () -> live.position() == 3);
        assertThat(reactor.numbers).isEqualTo(numbers(1, 3));
    }

    @Test
    void workIsDoneOnTheReactorsThreadBetweenTwoBatches() {
        var reactor = new Notebook();
        live.add(reactor);
        live.start();
        var askers = new ArrayList<CompletableFuture<Boolean>>();

        for (int i = 0; i < 200; i++) {
            write();
            askers.add(CompletableFuture.supplyAsync(() -> live.call(() -> !reactor.isReacting
                    && (reactor.numbers.isEmpty() || reactor.numbers.getLast() == live.position())
                    && Thread.currentThread().getName().equals("live reactors"))));
        }

        assertThat(askers)
                .allSatisfy(asker -> assertThat(asker).succeedsWithin(LIMIT).isEqualTo(true));
    }

    @Test
    void workIsNotHandedOverWhereNobodyMayWait() {
        live.start();

        assertThatThrownBy(() -> AtOnce.call(() -> live.call(() -> 42))).isInstanceOf(AtOnce.WouldWait.class);
    }

    @Test
    void workThatFailsIsToldToWhoeverAskedAndStopsNothing() {
        live.add(new Notebook());
        live.start();

        assertThatThrownBy(() -> live.call(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> live.call(() -> {
                    throw new StackOverflowError("deep");
                }))
                .hasCauseInstanceOf(StackOverflowError.class);

        assertThat(live.call(() -> 42)).isEqualTo(42);
        write();
        Await.until("events are still seen", () -> live.position() == 1);
    }

    @Test
    void workThatWaitsIsDoneWhenItStopsAndNoneIsTakenAfterwards() {
        var reached = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        live.add(_ -> {
            reached.countDown();
            await(go);
        });
        live.start();
        write();
        await(reached);
        var waiting = CompletableFuture.supplyAsync(() -> live.call(() -> "done"));
        Await.until("the work waits", () -> live.waiting() == 1);

        var closing = CompletableFuture.runAsync(live::close);
        go.countDown();

        assertThat(closing).succeedsWithin(LIMIT);
        assertThat(waiting).succeedsWithin(LIMIT).isEqualTo("done");
        assertThatThrownBy(() -> live.call(() -> "late"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class));
    }

    @Test
    void aReactorThatFailsForgetsAllAndGoesOnWhileTheOthersNoticeNothing() {
        var before = new Notebook();
        var failing = new Notebook(2, new IllegalStateException("a fault of ours"));
        var after = new Notebook();
        live.add(before);
        live.add(failing);
        live.add(after);
        live.start();

        for (int i = 0; i < 4; i++) {
            write();
        }

        Await.until("all events are seen", () -> live.position() == 4);
        assertThat(before.numbers).isEqualTo(numbers(1, 4));
        assertThat(after.numbers).isEqualTo(numbers(1, 4));
        assertThat(failing.forgot).containsExactly(failing.failedUpTo);
        assertThat(failing.numbers).doesNotContain(2L).contains(1L, 4L).isSorted();
    }

    @Test
    void evenAnErrorStopsNothing() {
        var failing = new Notebook(1, new StackOverflowError("deep"));
        live.add(failing);
        live.start();

        write();
        write();

        Await.until("all events are seen", () -> live.position() == 2);
        assertThat(failing.forgot).containsExactly(failing.failedUpTo);
    }

    @Test
    void aReactorThatCannotForgetIsAskedAgainAndTheOthersSeeNothingTwice() {
        var tries = new AtomicInteger();
        var before = new Notebook();
        live.add(before);
        live.add(_ -> {
            if (tries.incrementAndGet() <= 4) {
                throw new IllegalStateException("a fault of ours");
            }
        });
        live.start();

        write();
        write();

        Await.until("all events are seen", () -> live.position() == 2);
        assertThat(tries.get()).isGreaterThanOrEqualTo(5);
        assertThat(before.numbers).isEqualTo(numbers(1, 2));
    }

    private void write() {
        write(1);
    }

    private void write(int count) {
        events.change(tx -> {
            for (int i = 0; i < count; i++) {
                events.append(tx, event());
            }
            return count;
        });
    }

    /** As another node does, of which this one hears nothing. */
    private List<Logged> append(int count) {
        return db.transact(tx ->
                Stream.generate(() -> log.append(tx, event())).limit(count).toList());
    }

    private static Event event() {
        return new Event.AccountCreated(new AccountId(7));
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static void await(CountDownLatch latch) {
        Await.until("a latch opens", () -> latch.getCount() == 0);
    }

    /** Writes down what it was told. */
    private static final class Notebook implements MemoryReactor {
        private final List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> forgot = new CopyOnWriteArrayList<>();
        private final HashSet<Thread> threads = new HashSet<>();
        private final long failsAt;
        private final Throwable failure;
        private volatile boolean isReacting;
        private volatile long failedUpTo;

        Notebook() {
            this(-1, new IllegalStateException("never"));
        }

        Notebook(long failsAt, Throwable failure) {
            this.failsAt = failsAt;
            this.failure = failure;
        }

        @Override
        public void react(List<Logged> events) {
            isReacting = true;
            threads.add(Thread.currentThread());
            for (var logged : events) {
                if (logged.event() instanceof Event.Imported) {
                    forgot.add(logged.number());
                } else if (logged.number() == failsAt) {
                    failedUpTo = events.getLast().number();
                    Notebook.<RuntimeException>fail(failure);
                } else {
                    numbers.add(logged.number());
                }
            }
            isReacting = false;
        }

        @SuppressWarnings("unchecked") // Throws what it is given, checked or not.
        private static <T extends Throwable> void fail(Throwable failure) throws T {
            throw (T) failure;
        }
    }
}
