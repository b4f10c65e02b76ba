package social.ramage.media;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/**
 * Where pictures are made: one at a time, on a platform thread, since a decoder holds its thread for long and a virtual
 * one would take others' with it.
 */
final class Darkroom implements AutoCloseable {
    static final int WAITING_MAX = 32;
    private static final Duration WAITED_MAX = Duration.ofSeconds(60);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final ThreadPoolExecutor room = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("darkroom").factory());

    int waiting() {
        return room.getQueue().size();
    }

    /** @throws Refusal TooMany when too many wait, or it took too long to get to this one */
    <T> T in(Callable<T> work) {
        var done = begin(work);
        try {
            return done.get(WAITED_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException("a picture could not be made", failure.getCause());
        } catch (TimeoutException _) {
            throw busy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            // Nobody waits for it any more: if it has not begun, it need not.
            done.cancel(/* mayInterruptIfRunning= */ false);
        }
    }

    private <T> Future<T> begin(Callable<T> work) {
        try {
            return room.submit(work);
        } catch (RejectedExecutionException _) {
            throw busy();
        }
    }

    private static Refusal busy() {
        return new Refusal(new Problem.TooMany(RETRY_AFTER, Sentence.of("problem.pictures_busy")));
    }

    @Override
    public void close() {
        room.shutdownNow();
    }
}
