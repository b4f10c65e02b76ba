package social.ramage.person;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/**
 * Long computations, one at a time, away from the few threads that serve everybody: one Argon2id takes some tens of
 * milliseconds of a processor and 19 MiB.
 */
public final class HeavyWork implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HeavyWork.class.getName());

    static final int WAITING_MAX = 32;
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("heavy-work").factory());

    /** @throws Refusal TooMany while {@link #WAITING_MAX} others wait */
    public <T> T run(Supplier<T> work) {
        try {
            return pool.submit(work::get).get();
        } catch (RejectedExecutionException _) {
            throw tooMany();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.unavailable("problem.busy"));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** As {@link #run}, without waiting for it. What fails is told to the log alone. */
    public void later(Runnable work) {
        try {
            pool.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    LOG.log(System.Logger.Level.WARNING, "work that nobody waits for has failed", failure);
                }
            });
        } catch (RejectedExecutionException _) {
            throw tooMany();
        }
    }

    private static Refusal tooMany() {
        return new Refusal(new Problem.TooMany(COME_BACK, Sentence.of("problem.busy")));
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
