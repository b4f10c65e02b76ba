package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.Await;
import social.ramage.MovableClock;
import social.ramage.db.Database;
import social.ramage.db.DatabaseAt;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

/** Effects are rows with the event's number as their key: a second one for the same event would fail. */
class ReactingDurablyTest {
    private static final String NAME = "ink";
    private static final String EFFECT = "insert into setting (name, value) values (:name, :value)";
    private static final Duration A_LITTLE = Duration.ofMillis(1);

    @TempDir
    Path data;

    private final MovableClock clock = MovableClock.atNoon();
    private final List<Durable> nodes = new ArrayList<>();
    private final List<LogRecord> alarms = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(Durable.class.getName());
    private final Handler ear = new Ear();
    private Database db;
    private EventLog log;
    private Live live;
    private Events events;

    @BeforeEach
    void open() {
        db = Database.open(DatabaseAt.file(data.resolve("ramage.db")));
        log = new EventLog(clock);
        live = new Live(db, log);
        events = new Events(db, log, live);
        live.start();
        logger.addHandler(ear);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        nodes.forEach(Durable::close);
        live.close();
        db.close();
        logger.removeHandler(ear);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    void eventsAreTakenInBatchesAndEachHasItsEffectOnce() {
        var pen = new Pen("a");
        start(pen, "a", clock);

        write(1_200);

        awaitCursor(1_200);
        assertThat(effects()).isEqualTo(numbers(1, 1_200));
        assertThat(pen.batches).allMatch(size -> size <= Durable.BATCH_MAX).contains(Durable.BATCH_MAX);
        assertThat(parked()).isEmpty();
    }

    @Test
    void anEventThatFailsFiveTimesIsPutAsideWithAnAlarmAndTakesNoOthersWithIt() {
        var pen = new Pen("a");
        var durable = start(pen, "a", clock);
        pen.failures.put(5L, new Failing(99, new IllegalArgumentException("cannot be " + "x".repeat(600))));

        write(10);

        awaitCursor(10);
        assertThat(effects()).isEqualTo(List.of(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L, 10L));
        assertThat(pen.batches).containsExactly(10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(parked()).hasSize(1);
        assertThat(parked().getFirst())
                .startsWith("5 java.lang.IllegalArgumentException: cannot be xxx")
                .hasSize("5 ".length() + 500);
        assertThat(durable.parked()).isEqualTo(1);
        assertThat(alarms)
                .filteredOn(it -> it.getLevel().equals(Level.SEVERE))
                .hasSize(1)
                .allSatisfy(it -> assertThat(it.getParameters()).contains(5L, NAME));
    }

    @Test
    void afterTheBadOneTheyGoTogetherAgain() {
        var pen = new Pen("a");
        start(pen, "a", clock);
        pen.failures.put(1L, new Failing(2, new IllegalStateException("not yet")));
        write(3);
        awaitCursor(3);

        write(4);

        awaitCursor(7);
        assertThat(pen.batches).containsExactly(3, 1, 1, 1, 1, 4);
        assertThat(effects()).isEqualTo(numbers(1, 7));
        assertThat(parked()).isEmpty();
    }

    @Test
    void aServerWithTooMuchToDoIsNoEventsFault() {
        var pen = new Pen("a");
        start(pen, "a", clock);
        pen.failures.put(1L, new Failing(8, new Refusal(Problem.unavailable("problem.busy"))));

        write(1);

        awaitCursor(1);
        assertThat(effects()).containsExactly(1L);
        assertThat(parked()).isEmpty();
    }

    @Test
    void aFailureOfManyIsNotCountedForTheFirstOfThem() {
        var pen = new Pen("a");
        start(pen, "a", clock);
        pen.failures.put(1L, new Failing(Durable.TRIES, new IllegalStateException("not yet")));

        write(3);

        awaitCursor(3);
        assertThat(pen.batches).containsExactly(3, 1, 1, 1, 1, 1, 1, 1);
        assertThat(effects()).isEqualTo(numbers(1, 3));
        assertThat(parked()).isEmpty();
    }

    @Test
    void eachOfTwoBadOnesIsTriedAsOften() {
        var pen = new Pen("a");
        start(pen, "a", clock);
        pen.failures.put(1L, new Failing(99, new IllegalStateException("never")));
        pen.failures.put(2L, new Failing(Durable.TRIES - 1, new IllegalStateException("not yet")));
        pen.failures.put(3L, new Failing(Durable.TRIES - 1, new IllegalStateException("not yet")));

        write(3);

        awaitCursor(3);
        assertThat(effects()).isEqualTo(numbers(2, 3));
        assertThat(parked()).hasSize(1);
    }

    @Test
    void aDiskWithoutRoomIsNoEventsFault() {
        var pen = new Pen("a" + "x".repeat(100_000));
        start(pen, "a", clock);
        long pages = db.read(tx -> tx.sql("pragma page_count").get(row -> row.number("page_count")));
        limitPages(pages + 8);

        write(1);
        Await.until("it was tried often enough", () -> pen.batches.size() > 2 * Durable.TRIES);
        long cursorBefore = cursor();
        limitPages(1_000_000);

        awaitCursor(1);
        assertThat(cursorBefore).isZero();
        assertThat(effects()).containsExactly(1L);
        assertThat(parked()).isEmpty();
    }

    @Test
    void whoeverLostItsLeaseBeforeItBeganTakesNoEvents() {
        db.change(tx -> new Cursors(clock).begin(tx, NAME, 0, 9));
        write(1);
        var pen = new Pen("a");
        start(pen, "a", clock);

        Await.until("it has learnt of it", () -> !alarms.isEmpty());

        nodes.forEach(Durable::close);
        assertThat(pen.batches).isEmpty();
        assertThat(cursor()).isZero();
    }

    @Test
    void whoeverOversleptItsLeaseHasNoEffectAnyMore() {
        var asleep = new Pen("asleep");
        start(asleep, "asleep", MovableClock.atNoon());
        write(1);
        awaitCursor(1);
        clock.move(Leases.LASTS.plus(A_LITTLE));
        var awake = new Pen("awake");
        awake.failures.put(2L, new Failing(3, new IllegalStateException("busy with something")));
        start(awake, "awake", clock);
        Await.until("the other has taken over", () -> fence() == 2);

        write(1);

        awaitCursor(2);
        Await.until("the sleeper has tried as well", () -> asleep.batches.size() == 2);
        assertThat(effects()).isEqualTo(numbers(1, 2));
        assertThat(writerOf(2)).isEqualTo("awake");
        Await.until(
                "and has learnt of it",
                () -> alarms.stream()
                        .anyMatch(it -> String.valueOf(it.getParameters()[0]).contains("another node's")));
    }

    @Test
    void whoeverGetsTheLeaseBackPutsNothingAsideUntried() {
        var asleep = new Pen("asleep");
        asleep.failures.put(1L, new Failing(99, new IllegalStateException("here it cannot be")));
        var itsClock = MovableClock.atNoon();
        start(asleep, "asleep", itsClock);
        write(1);
        Await.until("it has failed once", () -> asleep.batches.size() == 1);
        clock.move(Leases.LASTS.plus(A_LITTLE));
        var awake = start(new Pen("awake"), "awake", clock);
        awaitCursor(1);
        Await.until("the sleeper has given up", () -> asleep.batches.size() == Durable.TRIES);

        awake.close();
        // It may have looked for its lease before that, and looks again only after a while.
        itsClock.move(Leases.LASTS.plus(A_LITTLE));
        Await.until("the sleeper is back", () -> fence() == 3);
        asleep.failures.put(2L, new Failing(1, new IllegalStateException("not yet")));
        write(1);

        awaitCursor(2);
        assertThat(writerOf(2)).isEqualTo("asleep");
        assertThat(parked()).isEmpty();
    }

    @Test
    void whoStopsLetsTheNextBeginAtOnceWhereItStopped() {
        var first = new Pen("first");
        var stopped = start(first, "first", clock);
        write(2);
        awaitCursor(2);

        stopped.close();
        write(2);
        start(new Pen("second"), "second", clock);

        awaitCursor(4);
        assertThat(writerOf(2)).isEqualTo("first");
        assertThat(writerOf(3)).isEqualTo("second");
        assertThat(first.batches.stream().mapToInt(it -> it).sum()).isEqualTo(2);
    }

    @Test
    void nobodyGivesUpTheLeaseOfAnother() {
        var a = new Leases("a", clock);
        var b = new Leases("b", clock);

        assertThat(take(a, NAME)).contains(1L);
        assertThat(take(b, NAME)).isEmpty();
        db.change(tx -> b.giveUp(tx, NAME));
        assertThat(take(b, NAME)).isEmpty();
        clock.move(Leases.LASTS);
        assertThat(take(b, NAME)).isEmpty();
        assertThat(take(a, NAME)).as("renewed").contains(1L);
        clock.move(Leases.LASTS.plus(A_LITTLE));
        assertThat(take(b, NAME)).as("taken over").contains(2L);
        db.change(tx -> b.giveUp(tx, NAME));
        assertThat(take(a, NAME)).contains(3L);
        assertThat(take(b, "other")).contains(1L);
    }

    @Test
    void aNewReactorBeginsAtTheEndOfTheLog() {
        write(5);
        var pen = new Pen("a");
        start(pen, "a", clock);

        write(1);

        awaitCursor(6);
        assertThat(effects()).containsExactly(6L);
    }

    private Optional<Long> take(Leases leases, String name) {
        return db.transact(tx -> leases.take(tx, name));
    }

    /** Starts a node and waits until it, or another, has the cursor. */
    private Durable start(Pen pen, String holder, MovableClock clock) {
        var durable = new Durable(db, log, live, new Leases(holder, clock), clock);
        nodes.add(durable);
        durable.start(pen);
        Await.until("there is a cursor", () -> cursor() >= 0);
        return durable;
    }

    /** In one transaction, so that they are found together. */
    private void write(int count) {
        events.change(tx -> {
            for (int i = 0; i < count; i++) {
                events.append(tx, new Event.AccountCreated(new AccountId(7)));
            }
            return count;
        });
    }

    private void limitPages(long max) {
        db.transact(tx -> tx.sql("pragma max_page_count = " + max).get(row -> row.number("max_page_count")));
    }

    private void awaitCursor(long position) {
        Await.until("the cursor is at " + position, () -> cursor() == position);
    }

    private long cursor() {
        return db.read(tx -> tx.sql("select coalesce(max(position), -1) as it from reactor_cursor")
                .get(row -> row.number("it")));
    }

    private long fence() {
        return db.read(tx -> tx.sql("select coalesce(max(fence), 0) as it from reactor_cursor")
                .get(row -> row.number("it")));
    }

    private List<Long> effects() {
        return db.read(tx -> tx.sql("select name from setting").list(row -> Long.parseLong(row.text("name"))).stream()
                .sorted()
                .toList());
    }

    private String writerOf(long event) {
        return db.read(tx -> tx.sql("select value from setting where name = :name")
                .bind("name", Long.toString(event))
                .get(row -> row.text("value")));
    }

    private List<String> parked() {
        return db.read(tx -> tx.sql("select event_id, reason from parked_event")
                .list(row -> row.number("event_id") + " " + row.text("reason")));
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private record Failing(int times, RuntimeException failure) {}

    /** Writes a row for each event, then fails where it is told to. */
    private static final class Pen implements DurableReactor {
        private final String hand;
        private final List<Integer> batches = new CopyOnWriteArrayList<>();
        private final Map<Long, Failing> failures = new ConcurrentHashMap<>();

        Pen(String hand) {
            this.hand = hand;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void react(Tx tx, List<Logged> events) {
            batches.add(events.size());
            for (var logged : events) {
                tx.sql(EFFECT)
                        .bind("name", Long.toString(logged.number()))
                        .bind("value", hand)
                        .run();
                fail(failures.get(logged.number()), logged.number());
            }
        }

        private void fail(@Nullable Failing failing, long number) {
            if (failing != null && failing.times > 0) {
                failures.put(number, new Failing(failing.times - 1, failing.failure));
                throw failing.failure;
            }
        }
    }

    /** Hears what is logged, and keeps it off the screen. */
    private final class Ear extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (record.getParameters() != null) {
                alarms.add(record);
            }
        }

        @Override
        public void flush() {
            // Nothing is written.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
