package social.ramage.intake;

import java.time.Duration;

/**
 * How many records go into one transaction. Many at once cost far less each: a page of the database that many rows
 * touch is written once for all of them. But whoever else wants to write waits until the transaction ends. So it is
 * many while nobody waits, and few for a while once somebody does.
 */
final class Pace {
    /** Where one came by, more will. */
    private static final Duration HOLD = Duration.ofSeconds(10);

    private final int min;
    private final int max;
    private volatile int size;
    private long heldUntil = System.nanoTime();

    Pace(int min, int max) {
        this.min = min;
        this.max = max;
        this.size = min;
    }

    /** Asked by the thread that reads ahead. */
    int size() {
        return size;
    }

    /** @param waited how many others were waiting when the transaction was about to end */
    void after(int waited) {
        long now = System.nanoTime();
        if (waited > 0) {
            size = min;
            heldUntil = now + HOLD.toNanos();
        } else if (now - heldUntil >= 0) {
            size = Math.min(max, 2 * size);
        }
    }
}
