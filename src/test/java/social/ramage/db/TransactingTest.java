package social.ramage.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.Await;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

class TransactingTest {
    private static final String PUT = """
            insert into setting (name, value) values (:name, 'x')
            """;
    private static final String COUNT = """
            select count(*) as settings from setting
            """;
    private static final String NAMES = """
            select name from setting order by name
            """;

    /** A table whose rows are looked at only when they are committed. */
    private static final String OWED = """
            create table owed (id bigint primary key, to_id bigint references owed (id) deferrable initially deferred)
            """;

    private static final String OWE = """
            insert into owed (id, to_id) values (1, 2)
            """;

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }

        @Test
        void aWriteThatFindsNoRoomTakesNoOthersWithIt() throws Exception {
            var pages = fresh.db().read(tx -> tx.sql("pragma page_count").get(row -> row.number("page_count")));
            fresh.db()
                    .transact(tx ->
                            tx.sql("pragma max_page_count = " + (pages + 8)).get(row -> row.number("max_page_count")));

            var group = inOneCommit(put("small"), put("large" + "x".repeat(100_000)), put("other"));

            Await.result(group.get(0));
            assertThat(failure(group.get(1), DatabaseException.class).kind()).isEqualTo(DatabaseException.Kind.FULL);
            Await.result(group.get(2));
            assertThat(names()).containsExactly("other", "small");
            assertThat(committed).containsExactly("small", "other");
        }

        @Test
        void eachIsToldWhatBecameOfTheirsWhenOneIsRefusedAndAnotherFindsNoRoom() throws Exception {
            var pages = fresh.db().read(tx -> tx.sql("pragma page_count").get(row -> row.number("page_count")));
            fresh.db()
                    .transact(tx ->
                            tx.sql("pragma max_page_count = " + (pages + 8)).get(row -> row.number("max_page_count")));
            var refusal = Refusal.notFound();
            var large = "x".repeat(100_000);

            var group = inOneCommit(
                    put("small"),
                    thenThrow("refused", refusal),
                    put("large" + large),
                    put("other"),
                    thenThrow("refused after", refusal),
                    put("larger" + large));

            Await.result(group.get(0));
            assertThat(failure(group.get(1), Refusal.class)).isSameAs(refusal);
            assertThat(failure(group.get(2), DatabaseException.class).kind()).isEqualTo(DatabaseException.Kind.FULL);
            Await.result(group.get(3));
            assertThat(failure(group.get(4), Refusal.class)).isSameAs(refusal);
            assertThat(failure(group.get(5), DatabaseException.class).kind()).isEqualTo(DatabaseException.Kind.FULL);
            assertThat(names()).containsExactly("other", "small");
            assertThat(committed).containsExactly("small", "other");
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        private static final String CUT_ALL = """
                select pg_terminate_backend(pid) as cut from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """;

        private static final String TURNS_HELD = """
                select count(*) as held from pg_locks
                where locktype = 'advisory' and granted and pid = pg_backend_pid()
                """;

        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }

        @Test
        void aGroupThatRunsAgainHasTakenItsTurnAgain() throws Exception {
            var group = inOneCommit(
                    thenThrow("a", Refusal.notFound()),
                    tx -> tx.sql(TURNS_HELD).get(row -> Long.toString(row.number("held"))));

            failure(group.getFirst(), Refusal.class);
            assertThat(Await.result(group.getLast())).isEqualTo("1");
        }

        @Test
        void lostConnectionsAreToldToThoseWhoWaitAndMadeAgain() {
            fresh.db().transact(put("before"));
            try (var other = Database.open(fresh.at())) {
                other.read(tx -> tx.sql(CUT_ALL).list(row -> row.text("cut")));
            }

            assertThat(catchThrowableOfType(
                                    DatabaseException.class, () -> fresh.db().transact(put("lost")))
                            .kind())
                    .isEqualTo(DatabaseException.Kind.BROKEN);
            fresh.db().transact(put("after"));
            Await.until("all readers have connections again", () -> {
                try {
                    for (int i = 0; i < 2 * Readers.THREADS; i++) {
                        names();
                    }
                    return true;
                } catch (DatabaseException lost) {
                    assertThat(lost.kind()).isEqualTo(DatabaseException.Kind.BROKEN);
                    return false;
                }
            });
            assertThat(names()).containsExactly("after", "before");
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        /** Who was told on the writer's own thread that their commit came. */
        final List<String> committed = new CopyOnWriteArrayList<>();

        private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @AfterEach
        void close() {
            callers.close();
        }

        @Test
        void nobodyIsToldBeforeTheCommitThatTheyShare() throws Exception {
            var isLastRunning = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var group = inOneCommit(put("early"), tx -> {
                isLastRunning.countDown();
                Await.until("the last may end", mayEnd);
                return "late";
            });

            Await.until("the last is running", isLastRunning);
            var namesBefore = names();
            var committedBefore = List.copyOf(committed);
            boolean toldBefore = group.getFirst().isDone();
            mayEnd.countDown();

            assertThat(committedBefore).isEmpty();
            assertThat(Await.result(group.getFirst())).isEqualTo("early");
            assertThat(committed).containsExactly("early");
            assertThat(Await.result(group.getLast())).isEqualTo("late");
            assertThat(toldBefore).isFalse();
            assertThat(namesBefore).isEmpty();
            assertThat(names()).containsExactly("early");
        }

        @Test
        void whatOneUndoesIsUndoneForThemAlone() throws Exception {
            var refusal = Refusal.notFound();
            var bug = new ArithmeticException("a bug");

            var group =
                    inOneCommit(put("a"), thenThrow("b", refusal), put("c"), put("a"), thenThrow("d", bug), put("e"));

            Await.result(group.get(0));
            assertThat(failure(group.get(1), Refusal.class)).isSameAs(refusal);
            Await.result(group.get(2));
            assertThat(failure(group.get(3), DatabaseException.class).kind()).isEqualTo(DatabaseException.Kind.FAULT);
            assertThat(failure(group.get(4), IllegalStateException.class)).hasCause(bug);
            Await.result(group.get(5));
            assertThat(names()).containsExactly("a", "c", "e");
            assertThat(committed).containsExactly("a", "c", "e");
        }

        @Test
        void aCommitThatFailsIsToldToWhoeverMadeItFailAndToNobodyElse() throws Exception {
            fresh.db().change(tx -> tx.sql(OWED).run());

            var group = inOneCommit(
                    put("a"),
                    tx -> {
                        tx.sql(OWE).run();
                        return Objects.requireNonNull(put("b").apply(tx));
                    },
                    put("c"));

            assertThat(Await.result(group.get(0))).isEqualTo("a");
            assertThat(failure(group.get(1), DatabaseException.class).kind()).isEqualTo(DatabaseException.Kind.FAULT);
            assertThat(Await.result(group.get(2))).isEqualTo("c");
            assertThat(names()).containsExactly("a", "c");
            assertThat(committed).containsExactly("a", "c");
        }

        @Test
        void anErrorIsTheirsAloneWhoMadeIt() throws Exception {
            var group = inOneCommit(
                    put("a"),
                    _ -> {
                        throw new StackOverflowError("deep");
                    },
                    put("c"));

            assertThat(Await.result(group.get(0))).isEqualTo("a");
            assertThat(failure(group.get(1), IllegalStateException.class)).hasCauseInstanceOf(StackOverflowError.class);
            assertThat(Await.result(group.get(2))).isEqualTo("c");
            assertThat(names()).containsExactly("a", "c");
        }

        @Test
        void whoeverFailsAloneIsNotRunAgain() {
            var runs = new AtomicInteger();

            assertThatThrownBy(() -> fresh.db().transact(_ -> {
                        runs.incrementAndGet();
                        throw Refusal.notFound();
                    }))
                    .isInstanceOf(Refusal.class);

            assertThat(runs).hasValue(1);
        }

        @Test
        void whateverFailsAfterTheCommitTheNextIsServed() throws Exception {
            var failing = callers.submit(() -> fresh.db().transact(tx -> {
                tx.afterCommit(() -> {
                    throw new ArithmeticException("a bug");
                });
                return "told";
            }));

            failure(failing, IllegalStateException.class);
            assertThat(Await.result(callers.submit(() -> fresh.db().transact(put("next")))))
                    .isEqualTo("next");
            assertThat(names()).containsExactly("next");
        }

        @Test
        void whoeverComesAloneAfterManyDoesNotWaitForThem() throws Exception {
            var quickest = Duration.ofDays(1);
            for (int i = 0; i < 5; i++) {
                for (var one : inOneCommit(put("a" + i), put("b" + i), put("c" + i))) {
                    Await.result(one);
                }
                long begun = System.nanoTime();
                fresh.db().transact(put("alone" + i));
                quickest = Collections.min(List.of(quickest, Duration.ofNanos(System.nanoTime() - begun)));
            }

            assertThat(quickest).isLessThan(Duration.ofSeconds(1));
        }

        @Test
        void aReadSeesOneMomentOnly() {
            var seen = fresh.db().read(tx -> {
                long first = count(tx);
                try {
                    Await.result(callers.submit(() -> fresh.db().transact(put("meanwhile"))));
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
                return List.of(first, count(tx));
            });

            assertThat(seen).containsExactly(0L, 0L);
            assertThat(names()).containsExactly("meanwhile");
        }

        @Test
        void aReadCannotWrite() {
            for (int i = 0; i < 2 * Readers.THREADS; i++) {
                assertThatThrownBy(() -> fresh.db().read(put("sneaked"))).isInstanceOf(DatabaseException.class);
            }

            assertThat(names()).isEmpty();
        }

        @Test
        void aTransactionInsideATransactionIsABug() {
            var db = fresh.db();

            checkIsABug(() -> db.transact(_ -> db.transact(put("a"))));
            checkIsABug(() -> db.transact(_ -> db.read(Contract::count)));
            checkIsABug(() -> db.read(_ -> db.transact(put("a"))));
            checkIsABug(() -> db.read(_ -> db.read(Contract::count)));
            assertThat(names()).isEmpty();
        }

        @Test
        void whoComesWhenTooManyWaitIsAskedToComeBack() throws Exception {
            var isBusy = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var first = callers.submit(() -> fresh.db().transact(busy(isBusy, mayEnd)));
            Await.until("the writer is busy", isBusy);
            var waiting = new ArrayList<Future<String>>();
            for (int i = 0; i < Writer.WAITING_MAX; i++) {
                waiting.add(callers.submit(() -> fresh.db().transact(_ -> "served")));
            }
            Await.until("all wait", () -> fresh.db().writesWaiting() == Writer.WAITING_MAX);

            var refused = catchThrowableOfType(Refusal.class, () -> fresh.db().transact(put("one too many")));
            mayEnd.countDown();

            assertThat(refused.problem()).isInstanceOf(Problem.Unavailable.class);
            Await.result(first);
            for (var one : waiting) {
                assertThat(Await.result(one)).isEqualTo("served");
            }
            assertThat(names()).isEmpty();
        }

        @Test
        void closingServesThoseWhoWait() throws Exception {
            var isBusy = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var database = Database.open(fresh.at());
            var first = callers.submit(() -> database.transact(busy(isBusy, mayEnd)));
            Await.until("the writer is busy", isBusy);
            var waiting = callers.submit(() -> database.transact(put("waited")));
            Await.until("one waits", () -> database.writesWaiting() == 1);

            var closing = callers.submit(database::close);
            mayEnd.countDown();

            Await.result(first);
            assertThat(Await.result(waiting)).isEqualTo("waited");
            Await.until("it is closed", closing::isDone);
            assertThat(names()).containsExactly("waited");
            assertThatThrownBy(() -> database.transact(put("late"))).isInstanceOf(Refusal.class);
        }

        /** Keeps the writer busy until all of them wait, so that they are written together. */
        final List<Future<String>> inOneCommit(List<Function<Tx, String>> works) {
            var isBusy = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var _ = callers.submit(() -> fresh.db().transact(busy(isBusy, mayEnd)));
            Await.until("the writer is busy", isBusy);
            var waiting = new ArrayList<Future<String>>();
            for (var work : works) {
                waiting.add(callers.submit(() -> fresh.db().transact(work)));
                Await.until("it waits", () -> fresh.db().writesWaiting() == waiting.size());
            }
            mayEnd.countDown();
            return waiting;
        }

        @SafeVarargs
        final List<Future<String>> inOneCommit(Function<Tx, String>... works) {
            var list = new ArrayList<Function<Tx, String>>();
            for (var work : works) {
                list.add(work);
            }
            return inOneCommit(list);
        }

        final List<String> names() {
            return fresh.db().read(tx -> tx.sql(NAMES).list(row -> row.text("name")));
        }

        final Function<Tx, String> put(String name) {
            return tx -> {
                tx.sql(PUT).bind("name", name).run();
                tx.afterCommit(() -> committed.add(name));
                return name;
            };
        }

        static <E extends Throwable> E failure(Future<?> future, Class<E> type) {
            var failure = catchThrowableOfType(ExecutionException.class, () -> Await.result(future));
            assertThat(failure.getCause()).isInstanceOf(type);
            return Objects.requireNonNull(type.cast(failure.getCause()));
        }

        final Function<Tx, String> thenThrow(String name, RuntimeException failure) {
            return tx -> {
                assertThat(put(name).apply(tx)).isEqualTo(name);
                throw failure;
            };
        }

        private static Function<Tx, String> busy(CountDownLatch isBusy, CountDownLatch mayEnd) {
            return _ -> {
                isBusy.countDown();
                Await.until("the writer may go on", mayEnd);
                return "";
            };
        }

        private static long count(Tx tx) {
            return tx.sql(COUNT).get(row -> row.number("settings"));
        }

        private static void checkIsABug(org.assertj.core.api.ThrowableAssert.ThrowingCallable nested) {
            assertThatThrownBy(nested)
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("a transaction inside a transaction: pass the Tx instead");
        }
    }
}
