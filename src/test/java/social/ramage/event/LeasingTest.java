package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.MovableClock;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;

class LeasingTest {
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

        private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T00:00:00Z"));
        private final Leases one = new Leases("one", clock);
        private final Leases other = new Leases("other", clock);

        @Test
        void oneHoldsALeaseAtATime() {
            assertThat(take(one, "mail")).hasValue(1L);
            assertThat(take(other, "mail")).isEmpty();
            assertThat(take(other, "search")).hasValue(1L);
        }

        @Test
        void whoRenewsKeepsTheFence() {
            take(one, "mail");
            clock.move(Leases.LASTS.minusMillis(1));

            var renewed = take(one, "mail");
            clock.move(Leases.LASTS.minusMillis(1));

            assertThat(renewed).hasValue(1L);
            assertThat(take(other, "mail")).isEmpty();
        }

        @Test
        void whoIsSilentTooLongIsTakenOverUnderAHigherFence() {
            take(one, "mail");
            clock.move(Leases.LASTS);
            var atTheEnd = take(other, "mail");
            clock.move(Duration.ofMillis(1));

            var taken = take(other, "mail");

            assertThat(atTheEnd).isEmpty();
            assertThat(taken).hasValue(2L);
            assertThat(take(one, "mail")).isEmpty();
        }

        @Test
        void whoWasSilentWhileNobodyCameGoesOnUnderTheSameFence() {
            take(one, "mail");
            clock.move(Duration.ofDays(1));

            assertThat(take(one, "mail")).hasValue(1L);
        }

        @Test
        void theFenceGrowsWithEachNewHolder() {
            for (long fence = 1; fence < 9; fence++) {
                assertThat(take(fence % 2 == 1 ? one : other, "mail")).hasValue(fence);
                clock.move(Leases.LASTS.plusMillis(1));
            }
        }

        @Test
        void whatIsGivenUpIsTakenAtOnce() {
            take(one, "mail");
            giveUp(other, "mail");
            var whileHeld = take(other, "mail");
            giveUp(one, "mail");

            var taken = take(other, "mail");

            assertThat(whileHeld).isEmpty();
            assertThat(taken).hasValue(2L);
        }

        private Optional<Long> take(Leases leases, String name) {
            return fresh.db().transact(tx -> leases.take(tx, name));
        }

        private void giveUp(Leases leases, String name) {
            fresh.db().change(tx -> leases.giveUp(tx, name));
        }
    }
}
