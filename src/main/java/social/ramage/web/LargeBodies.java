package social.ramage.web;

import java.util.concurrent.Semaphore;

/** Bodies with files in them, which are in memory until they are answered. */
final class LargeBodies {
    /** At once; beyond it, senders must come back. */
    static final int AT_ONCE_MAX = 3;

    private final Semaphore room = new Semaphore(AT_ONCE_MAX);

    boolean enter() {
        return room.tryAcquire();
    }

    void leave() {
        room.release();
    }
}
