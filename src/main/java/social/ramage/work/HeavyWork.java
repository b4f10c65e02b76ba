package social.ramage.work;

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
 * One kind of long computation, one at a time, on a platform thread: it would hold a virtual thread's carrier, and others'
 * requests with it. An Argon2id takes some tens of milliseconds and 19 MiB, a picture some seconds; so each kind has a
 * thread of its own, and nobody who signs in waits for pictures.
 */
public final class HeavyWork implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HeavyWork.class.getName());

    static final int WAITING_MAX = 32;
    private static final Duration WAITED_MAX = Duration.ofSeconds(60);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final String busy;
    private final ThreadPoolExecutor pool;

    /** @param busy the key of the sentence for whoever is told to come back */
    public HeavyWork(String name, String busy) {
        this.busy = busy;
        this.pool = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name(name).factory());
    }

    public int waiting() {
        return pool.getQueue().size();
    }

    /** @throws Refusal TooMany when too many wait, or it took too long to get to this one */
    public <T> T run(Callable<T> work) {
        var done = submit(work);
        try {
            return done.get(WAITED_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("heavy work failed", failure.getCause());
        } catch (TimeoutException _) {
            throw tooMany();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw tooMany();
        } finally {
            // Nobody waits for it any more: if it has not begun, it need not.
            done.cancel(/* mayInterruptIfRunning= */ false);
        }
    }

    /** As {@link #run}, without waiting for it. What fails is told to the log alone. */
    public void later(Runnable work) {
        var _ = submit(() -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, "work that nobody waits for has failed", failure);
            }
            return true;
        });
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private <T> Future<T> submit(Callable<T> work) {
        try {
            return pool.submit(work);
        } catch (RejectedExecutionException _) {
            throw tooMany();
        }
    }

    private Refusal tooMany() {
        return new Refusal(new Problem.TooMany(RETRY_AFTER, Sentence.of(busy)));
    }
}
