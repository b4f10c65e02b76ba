package social.ramage.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import social.ramage.Await;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

class WaitingForHeavyWorkTest {
    @Test
    void oneIsMadeAtATimeAndWhoeverFindsTheQueueFullIsToldToComeBack() throws Exception {
        var open = new CountDownLatch(1);
        var inside = new AtomicInteger();
        Callable<Boolean> work = () -> {
            open.await();
            boolean isAlone = inside.incrementAndGet() == 1;
            boolean isPlatform = !Thread.currentThread().isVirtual();
            inside.decrementAndGet();
            return isAlone && isPlatform;
        };
        try (var heavy = new HeavyWork("test", "problem.pictures_busy");
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<Future<Boolean>>();
            for (int i = 0; i <= HeavyWork.WAITING_MAX; i++) {
                made.add(people.submit(() -> heavy.run(work)));
            }
            Await.until("the queue is full", () -> heavy.waiting() == HeavyWork.WAITING_MAX);

            var refusal = catchThrowableOfType(Refusal.class, () -> heavy.run(work));
            int waiting = heavy.waiting();
            open.countDown();

            assertThat(refusal.problem()).isInstanceOf(Problem.TooMany.class);
            assertThat(waiting).as("it did not wait in vain").isEqualTo(HeavyWork.WAITING_MAX);
            for (var one : made) {
                assertThat(Await.result(one)).isTrue();
            }
        }
    }

    @Test
    void aRefusalComesBackAsItIs() {
        try (var heavy = new HeavyWork("test", "problem.pictures_busy")) {
            var sent = Refusal.invalid("picture", "problem.picture_unknown");

            var refusal = catchThrowableOfType(
                    Refusal.class,
                    () -> heavy.run(() -> {
                        throw sent;
                    }));

            assertThat(refusal).isSameAs(sent);
        }
    }
}
