package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.MovableClock;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.Ids;
import social.ramage.problem.Refusal;

class NumberingNodesTest {
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

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @Test
        void sixtyThreeNodesHaveNumbersOfTheirOwnAndTheNextDoesNotStart() {
            var numbers = new ArrayList<Integer>();
            for (int i = 0; i < Ids.NODES_MAX; i++) {
                numbers.add(node("node " + i).take().number());
            }

            assertThat(numbers)
                    .containsExactlyElementsOf(IntStream.range(0, 63).boxed().toList());
            assertThatThrownBy(() -> node("one more").take())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("63");
            node("node 17").giveUp(17);
            assertThat(node("one more").take().number()).isEqualTo(17);
        }

        @Test
        void nobodyGivesUpTheNumberOfAnother() {
            node("a").take();

            node("b").giveUp(0);

            assertThat(node("b").take().number()).isEqualTo(1);
        }

        @Test
        void aNumberIsKeptAsLongAsItIsRenewedAndTakenOverOnceItIsNot() {
            var a = node("a");
            a.take();
            clock.move(Nodes.LASTS);
            assertThat(a.renew(0))
                    .hasValueSatisfying(held ->
                            assertThat(held.until()).isEqualTo(clock.instant().plus(Nodes.LASTS)));

            clock.move(Nodes.LASTS);
            int atTheEnd = node("b").take().number();
            clock.move(A_LITTLE);
            int afterTheEnd = node("c").take().number();

            assertThat(atTheEnd).isEqualTo(1);
            assertThat(afterTheEnd).isZero();
            assertThat(a.renew(0)).isEmpty();
            assertThat(node("c").renew(0)).isPresent();
        }

        @Test
        void aNodeThatWasStoppedForAWhileMintsNoIdsBesideTheOneThatTookItsNumber() {
            var former = node("former").take();
            var ids = new Ids(clock, former.number(), 0);
            ids.heldUntil(former.until());
            clock.move(Nodes.LASTS.minus(A_LITTLE));
            long last = ids.next();

            clock.move(A_LITTLE.multipliedBy(2));
            var next = node("next").take();
            var others = new Ids(clock, next.number(), 0);

            assertThat(next.number()).isEqualTo(former.number());
            assertThatThrownBy(ids::next).isInstanceOf(Refusal.class);
            clock.move(Duration.ofMinutes(-1));
            assertThat(others.next()).as("even if the clock goes back").isGreaterThan(last);
        }

        @Test
        void whoComesBackUnderTheSameNameHasTheSameNumber() {
            node("a").take();
            node("b").take();

            assertThat(node("b").take().number()).isEqualTo(1);
        }

        private Nodes node(String holder) {
            return new Nodes(fresh.db(), holder, clock);
        }
    }
}
