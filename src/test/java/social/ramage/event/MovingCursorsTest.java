package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.MovableClock;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.db.Tx;

class MovingCursorsTest {
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
        private final Cursors cursors = new Cursors(clock);

        @Test
        void aNewReactorBeginsAtTheHead() {
            var before = position("mail");

            boolean begun = begin("mail", 40, 1);

            assertThat(before).isEmpty();
            assertThat(begun).isTrue();
            assertThat(position("mail")).hasValue(40L);
        }

        @Test
        void aNewHolderGoesOnWhereTheLastOneStood() {
            begin("mail", 40, 1);
            move("mail", 1, 45);

            boolean sameHolder = begin("mail", 90, 1);
            boolean newHolder = begin("mail", 90, 2);

            assertThat(sameHolder).isTrue();
            assertThat(newHolder).isTrue();
            assertThat(position("mail")).hasValue(45L);
        }

        @Test
        void whoOversleptCannotBeginOrMove() {
            begin("mail", 40, 3);

            boolean begun = begin("mail", 90, 2);

            assertThat(begun).isFalse();
            checkIsLost(() -> move("mail", 2, 41));
            checkIsLost(() -> move("mail", 4, 41));
            assertThat(position("mail")).hasValue(40L);
        }

        @Test
        void aCursorNeverGoesBackOrStands() {
            begin("mail", 40, 1);

            checkIsLost(() -> move("mail", 1, 39));
            checkIsLost(() -> move("mail", 1, 40));
            checkIsLost(() -> move("nobody", 1, 41));
            assertThat(position("mail")).hasValue(40L);
        }

        @Test
        void whatWasDoneUnderALostLeaseIsUndone() {
            begin("mail", 40, 2);

            checkIsLost(() -> fresh.db().change(tx -> {
                park(tx, "mail", 41, "a reason");
                cursors.move(tx, "mail", 1, 41);
            }));

            assertThat(fresh.db().<Long>read(cursors::parked)).isZero();
        }

        @Test
        void theSlowestOfAllIsKnown() {
            long none = fresh.db().read(cursors::slowest);
            begin("mail", 40, 1);
            begin("search", 12, 1);
            begin("notices", 77, 1);

            assertThat(none).isZero();
            assertThat(fresh.db().<Long>read(cursors::slowest)).isEqualTo(12);
        }

        @Test
        void anEventIsPutAsideOnceForEachReactor() {
            fresh.db().change(tx -> {
                park(tx, "mail", 41, "first");
                park(tx, "mail", 41, "again");
                park(tx, "search", 41, "other");
                park(tx, "mail", 42, "next");
            });

            var reasons = fresh.db()
                    .read(tx -> tx.sql("select reason from parked_event order by reason")
                            .list(row -> row.text("reason")));

            assertThat(reasons).allMatch(it -> it.startsWith("java.lang.ArithmeticException: "));
            assertThat(reasons).extracting(it -> it.substring(31)).containsExactly("first", "next", "other");
            assertThat(fresh.db().<Long>read(cursors::parked)).isEqualTo(3);
        }

        /** Whatever a failure says, it must not keep its event from being put aside. */
        @Test
        void anEventIsPutAsideWhateverTheReason() {
            fresh.db().change(tx -> {
                park(tx, "mail", 1, "a\u0000b");
                park(tx, "mail", 2, "a\ud800b");
                park(tx, "mail", 3, "👍".repeat(600));
                park(tx, "mail", 4, "x" + "👍".repeat(600));
            });

            var reasons = fresh.db()
                    .read(tx -> tx.sql("select reason from parked_event order by event_id")
                            .list(row -> row.text("reason")));

            assertThat(reasons.subList(0, 2)).containsOnly("java.lang.ArithmeticException: a\ufffdb");
            assertThat(reasons.subList(2, 4))
                    .allMatch(it -> it.codePointCount(0, it.length()) == 500)
                    .allMatch(it -> it.endsWith("👍👍"));
        }

        private Optional<Long> position(String reactor) {
            return fresh.db().read(tx -> cursors.find(tx, reactor));
        }

        private boolean begin(String reactor, long head, long fence) {
            return fresh.db().transact(tx -> cursors.begin(tx, reactor, head, fence));
        }

        private void move(String reactor, long fence, long position) {
            fresh.db().change(tx -> cursors.move(tx, reactor, fence, position));
        }

        private void park(Tx tx, String reactor, long event, String reason) {
            cursors.park(
                    tx,
                    reactor,
                    new Logged(event, clock.instant(), new Event.Imported()),
                    new ArithmeticException(reason));
        }

        private static void checkIsLost(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
            assertThatThrownBy(work).hasRootCauseInstanceOf(Cursors.LostLease.class);
        }
    }
}
