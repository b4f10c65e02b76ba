package social.ramage.media;

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

class WaitingForTheDarkroomTest {
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
        try (var darkroom = new Darkroom();
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<Future<Boolean>>();
            for (int i = 0; i <= Darkroom.WAITING_MAX; i++) {
                made.add(people.submit(() -> darkroom.in(work)));
            }
            Await.until("the queue is full", () -> darkroom.waiting() == Darkroom.WAITING_MAX);

            var refusal = catchThrowableOfType(Refusal.class, () -> darkroom.in(work));
            int waiting = darkroom.waiting();
            open.countDown();

            assertThat(refusal.problem()).isInstanceOf(Problem.TooMany.class);
            assertThat(waiting).as("it did not wait in vain").isEqualTo(Darkroom.WAITING_MAX);
            for (var one : made) {
                assertThat(Await.result(one)).isTrue();
            }
        }
    }

    @Test
    void aRefusalComesBackAsItIs() {
        try (var darkroom = new Darkroom()) {
            var sent = Refusal.invalid("picture", "problem.picture_unknown");

            var refusal = catchThrowableOfType(
                    Refusal.class,
                    () -> darkroom.in(() -> {
                        throw sent;
                    }));

            assertThat(refusal).isSameAs(sent);
        }
    }
}
