package social.ramage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread will do, and says what did not come. */
public final class Await {
    /** Far beyond what anything takes, on the slowest of machines. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("still not so: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
