package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.MovableClock;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;

class ForgettingEventsTest {
    private static final Duration A_LITTLE = Duration.ofMillis(1);

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

        private final MovableClock clock = MovableClock.atNoon();
        private final EventLog log = new EventLog(clock);
        private final Cursors cursors = new Cursors(clock);

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @Test
        void eventsAreKeptForAWeekAndThenUntilTheSlowestHasPassedThem() {
            write(10);
            cursor("fast", 10);
            cursor("slow", 4);

            clock.move(Retention.KEPT);
            write(2);
            assertThat(sweep()).isZero();
            clock.move(A_LITTLE);
            assertThat(sweep()).isEqualTo(4);
            assertThat(events()).isEqualTo(numbers(5, 12));
            cursor("slow", 12);
            assertThat(sweep()).isEqualTo(6);
            assertThat(events()).isEqualTo(numbers(11, 12));
            assertThat(sweep()).isZero();
        }

        @Test
        void theNewestEventStaysSinceItSaysWhereTheLogEnds() {
            write(10);
            cursor("only", 10);
            clock.move(Retention.KEPT.multipliedBy(2));

            assertThat(sweep()).isEqualTo(9);
            assertThat(fresh.db().<Long>read(log::head)).isEqualTo(10);
            write(1);
            assertThat(events()).isEqualTo(numbers(10, 11));
        }

        @Test
        void nothingIsDeletedBeforeAnybodyHasRead() {
            write(3);
            clock.move(Retention.KEPT.multipliedBy(2));

            assertThat(sweep()).isZero();
        }

        @Test
        void manyGoInSeveralRounds() {
            write(2_500);
            cursor("only", 2_500);
            clock.move(Retention.KEPT.multipliedBy(2));

            assertThat(sweep()).isEqualTo(2_499);
        }

        private int sweep() {
            return new Retention(fresh.db(), log, clock).sweep();
        }

        private void write(int events) {
            fresh.db().change(tx -> {
                for (int i = 0; i < events; i++) {
                    log.append(tx, new Event.AccountCreated(new AccountId(7)));
                }
            });
        }

        private void cursor(String reactor, long position) {
            fresh.db().change(tx -> {
                if (cursors.find(tx, reactor).isEmpty()) {
                    cursors.begin(tx, reactor, position, 1);
                } else {
                    cursors.move(tx, reactor, 1, position);
                }
            });
        }

        private List<Long> events() {
            return fresh.db().read(tx -> log.after(tx, 0, 10_000)).stream()
                    .map(Logged::number)
                    .toList();
        }

        private static List<Long> numbers(long from, long to) {
            return LongStream.rangeClosed(from, to).boxed().toList();
        }
    }
}
