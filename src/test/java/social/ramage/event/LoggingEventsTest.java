package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.Await;
import social.ramage.MovableClock;
import social.ramage.db.Database;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

class LoggingEventsTest {
    private static final AccountId ALICE = new AccountId(Long.MAX_VALUE);
    private static final AccountId BOB = new AccountId(2);
    private static final Event.Place ALONE =
            new Event.Place(new PostId(7), Optional.empty(), Optional.empty(), Optional.empty());
    private static final Event.Place ANSWERING =
            new Event.Place(new PostId(5), Optional.of(new PostId(6)), Optional.of(BOB), Optional.empty());
    private static final Event.Place PASSING_ON =
            new Event.Place(new PostId(7), Optional.empty(), Optional.empty(), Optional.of(new PostId(3)));

    /** Of each kind, with all that it may have and all that it may lack. */
    private static final List<Event> EVENTS = List.of(
            new Event.AccountCreated(ALICE),
            new Event.ProfileChanged(ALICE),
            new Event.Followed(ALICE, BOB),
            new Event.Unfollowed(ALICE, BOB),
            new Event.FollowRequested(BOB, ALICE),
            new Event.FollowRequestEnded(BOB, ALICE),
            new Event.Blocked(ALICE, BOB),
            new Event.Unblocked(ALICE, BOB),
            new Event.Muted(ALICE, BOB),
            new Event.Unmuted(BOB, ALICE),
            new Event.PostPublished(new PostId(7), ALICE, ALONE, Visibility.PUBLIC),
            new Event.PostPublished(new PostId(7), ALICE, ANSWERING, Visibility.UNLISTED),
            new Event.PostEdited(new PostId(7), ALICE, ANSWERING, Visibility.UNLISTED),
            new Event.PostTightened(new PostId(7), ALICE, PASSING_ON, Visibility.FOLLOWERS),
            new Event.PostDeleted(new PostId(7), ALICE, PASSING_ON, Visibility.FOLLOWERS),
            new Event.PostDeleted(new PostId(7), ALICE, ALONE, Visibility.PUBLIC),
            new Event.Signalled(ALICE, new PostId(7), BOB, Signal.FAVOURITE),
            new Event.SignalTakenBack(ALICE, new PostId(7), BOB, Signal.MUTE),
            new Event.AccountSuspended(ALICE),
            new Event.AccountReinstated(ALICE),
            new Event.AccountLimited(ALICE),
            new Event.AccountUnlimited(BOB),
            new Event.AccountFrozen(ALICE),
            new Event.AccountThawed(BOB),
            new Event.Noticed(ALICE, Long.MAX_VALUE),
            new Event.Imported());

    @Test
    void noKindOfEventIsLeftOut() {
        var kinds = kinds(Event.class).map(Class::getSimpleName);

        assertThat(EVENTS).extracting(it -> it.getClass().getSimpleName()).containsAll(kinds.toList());
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()).flatMap(it -> kinds(it)) : Stream.of(kind);
    }

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        private static final int WRITERS = 8;
        private static final int EVENTS_EACH = 60;

        private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T01:02:03.456789Z"));
        private final EventLog log = new EventLog(clock);

        @Test
        void everyEventComesBackAsItWas() {
            var written = fresh.db()
                    .transact(
                            tx -> EVENTS.stream().map(it -> log.append(tx, it)).toList());

            var read = fresh.db().read(tx -> log.after(tx, 0, 100));

            assertThat(read).isEqualTo(written);
            assertThat(read).extracting(Logged::event).containsExactlyElementsOf(EVENTS);
            assertThat(read).extracting(Logged::at).containsOnly(Instant.parse("2026-11-24T01:02:03.456Z"));
            assertThat(read).extracting(Logged::number).isSorted().doesNotHaveDuplicates();
        }

        @Test
        void isReadOnFromAnyPlaceInPages() {
            var numbers = append(EVENTS.size());

            var first = fresh.db().read(tx -> log.after(tx, 0, 4));
            var second = fresh.db().read(tx -> log.after(tx, first.getLast().number(), 4));
            var end = fresh.db().read(tx -> log.after(tx, numbers.getLast(), 4));

            assertThat(first).extracting(Logged::number).containsExactlyElementsOf(numbers.subList(0, 4));
            assertThat(second).extracting(Logged::number).containsExactlyElementsOf(numbers.subList(4, 8));
            assertThat(end).isEmpty();
        }

        @Test
        void itsHeadIsTheNewestEvent() {
            long before = fresh.db().read(log::head);
            var numbers = append(3);

            assertThat(before).isZero();
            assertThat(fresh.db().<Long>read(log::head)).isEqualTo(numbers.getLast());
        }

        @Test
        void anEventThatIsUndoneLeavesNothing() {
            try {
                fresh.db().change(tx -> {
                    log.append(tx, new Event.Imported());
                    throw new ArithmeticException("undone");
                });
            } catch (IllegalStateException _) {
                // What was meant to happen here.
            }

            assertThat(fresh.db().<Long>read(log::head)).isZero();
        }

        @Test
        void forgetsWhatIsOldAndPassedButNeverTheNewest() {
            var old = append(5);
            clock.move(Duration.ofHours(1));
            var now = clock.instant();
            var young = append(2);

            int passed = fresh.db().transact(tx -> log.forget(tx, old.get(2), now, 100));
            var afterPassed = numbers();
            int some = fresh.db().transact(tx -> log.forget(tx, young.getLast(), now, 1));
            var afterSome = numbers();
            int all = fresh.db().transact(tx -> log.forget(tx, young.getLast(), now.plusSeconds(1), 100));

            assertThat(passed).isEqualTo(3);
            assertThat(afterPassed).containsExactly(old.get(3), old.get(4), young.get(0), young.get(1));
            assertThat(some).isEqualTo(1);
            assertThat(afterSome).containsExactly(old.get(4), young.get(0), young.get(1));
            assertThat(all).isEqualTo(2);
            assertThat(numbers()).containsExactly(young.getLast());
        }

        @Test
        void numbersAreNotGivenAgain() {
            var before = append(3);
            fresh.db().change(tx -> tx.sql("delete from event").run());

            assertThat(append(1).getFirst()).isGreaterThan(before.getLast());
        }

        /** On PostgreSQL from two nodes; SQLite's file has one process at a time. */
        @Test
        void whoFollowsByNumberMissesNothingThatManyWrite() throws Exception {
            try (var other = Database.open(fresh.at());
                    var writers = Executors.newFixedThreadPool(WRITERS)) {
                var second = fresh.engine() == Engine.SQLITE ? fresh.db() : other;
                var writing = new ArrayList<Future<Integer>>();
                for (int i = 0; i < WRITERS; i++) {
                    var node = i % 2 == 0 ? fresh.db() : second;
                    writing.add(writers.submit(() -> write(node)));
                }

                var followed = new ArrayList<Long>();
                Await.until("all events were followed", () -> {
                    boolean isLast = writing.stream().allMatch(Future::isDone);
                    long position = followed.isEmpty() ? 0 : followed.getLast();
                    var next = fresh.db().read(tx -> log.after(tx, position, 100));
                    next.forEach(it -> followed.add(it.number()));
                    return isLast && next.isEmpty();
                });

                for (var one : writing) {
                    assertThat(Await.result(one)).isEqualTo(EVENTS_EACH);
                }
                assertThat(followed).isSorted().hasSize(WRITERS * EVENTS_EACH).isEqualTo(numbers());
            }
        }

        private int write(Database node) {
            for (int i = 0; i < EVENTS_EACH; i++) {
                // Some more work after it, so that other nodes have time to come between number and commit.
                node.change(tx -> {
                    log.append(tx, new Event.Imported());
                    tx.sql("select count(*) as n from event a, event b").get(row -> row.number("n"));
                });
            }
            return EVENTS_EACH;
        }

        private List<Long> append(int count) {
            return fresh.db()
                    .transact(tx -> EVENTS.subList(0, count).stream()
                            .map(it -> log.append(tx, it).number())
                            .toList());
        }

        private List<Long> numbers() {
            return fresh.db()
                    .read(tx -> log.after(tx, 0, 10_000).stream()
                            .map(Logged::number)
                            .toList());
        }
    }
}
