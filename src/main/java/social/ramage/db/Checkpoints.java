package social.ramage.db;

import java.time.Duration;

/**
 * Moves what was committed from SQLite's write-ahead log into the database file, on a thread of its own so that no
 * commit waits for it. Passive, as long as it keeps up: then it stands in no reader's or the writer's way.
 */
final class Checkpoints extends Thread {
    private static final Duration EVERY = Duration.ofMillis(500);

    /**
     * Pages in the log, 64 MB of them, beyond which the writer is held up for a moment. It starts the log anew only when
     * all of it was moved, which never comes while it writes without a pause; and the longer the log, the slower each
     * look for a page.
     */
    private static final int LOG_PAGES_MAX = 16_384;

    /** How long the writer may be held up while readers finish; then it is tried again the next time. */
    private static final int HOLD_UP_MILLIS = 200;

    private static final String PASSIVE = "pragma wal_checkpoint(passive)";
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final Connections connections;
    private final int logPagesMax;
    private volatile boolean stopping;

    Checkpoints(Connections connections) {
        this(connections, LOG_PAGES_MAX);
    }

    Checkpoints(Connections connections, int logPagesMax) {
        super("database checkpoints");
        this.connections = connections;
        this.logPagesMax = logPagesMax;
        setDaemon(true);
    }

    @Override
    public void run() {
        try (var session = connections.writer()) {
            session.execute("pragma busy_timeout = " + HOLD_UP_MILLIS);
            while (!stopping) {
                try {
                    Thread.sleep(EVERY);
                } catch (InterruptedException _) {
                    // Asked to stop; the last round leaves a short log behind.
                }
                checkpoint(session);
            }
        }
    }

    void finish() throws InterruptedException {
        stopping = true;
        interrupt();
        join();
    }

    private void checkpoint(Session session) {
        try {
            if (pagesInLogAfter(session, PASSIVE) > logPagesMax) {
                // What was written meanwhile is moved first, so that the writer waits for little.
                pagesInLogAfter(session, PASSIVE);
                pagesInLogAfter(session, "pragma wal_checkpoint(restart)");
            }
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "checkpoint: {0}", failure.getMessage());
        }
    }

    private static long pagesInLogAfter(Session session, String checkpoint) {
        return session.use(checkpoint, prepared -> {
            try (var row = prepared.statement().executeQuery()) {
                return row.next() ? row.getLong("log") : 0L;
            }
        });
    }
}
