package social.ramage;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits for something that has a name, and fails by that name when it does not come. */
public final class Await {
    /** Far more than anything takes here, so that a busy machine fails no test. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Await() {}

    public static void until(String what, Callable<Boolean> holds) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!holds.call()) {
                if (System.nanoTime() > end) {
                    fail("in " + LIMIT + " it did not come true that " + what);
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException failure) {
            throw new IllegalStateException("interrupted while waiting until " + what, failure);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(what, failure);
        }
    }

    /** Goes on waiting when its thread is interrupted, as what runs in a transaction does. */
    public static void until(String what, CountDownLatch latch) {
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                if (!latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    fail("in " + LIMIT + " it did not come true that " + what);
                }
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came of it. Whatever it threw instead is thrown, as the cause of an ExecutionException. */
    public static <T> T result(Future<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
