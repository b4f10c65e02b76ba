package social.ramage.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoingAtOnceTest {
    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.on(Engine.SQLITE);

    private final AtomicBoolean ran = new AtomicBoolean();

    @Test
    void neitherReadsNorWritesAreBegun() {
        assertThatThrownBy(() -> AtOnce.call(() -> fresh.db().read(_ -> ran.getAndSet(true))))
                .isInstanceOf(AtOnce.WouldWait.class);
        assertThatThrownBy(() -> AtOnce.call(() -> fresh.db().transact(_ -> ran.getAndSet(true))))
                .isInstanceOf(AtOnce.WouldWait.class);

        assertThat(ran).isFalse();
    }

    @Test
    void whatDoesNotWaitIsDoneAndWaitingIsAllowedAgainAfterwards() {
        assertThat(AtOnce.call(() -> "done")).isEqualTo("done");
        assertThat(fresh.db().<String>read(_ -> "read")).isEqualTo("read");
    }
}
