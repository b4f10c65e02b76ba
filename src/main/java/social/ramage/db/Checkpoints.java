package social.ramage.db;

import java.time.Duration;

/**
 * Moves what was committed from SQLite's write-ahead log into the database file, on a thread of its own so that no
 * commit waits for it. Passive: it never stands in a reader's or the writer's way.
 */
final class Checkpoints extends Thread {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    private final Connections connections;
    private volatile boolean stopping;

    Checkpoints(Connections connections) {
        super("database checkpoints");
        this.connections = connections;
        setDaemon(true);
    }

    @Override
    public void run() {
        try (var session = connections.writer()) {
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

    private static void checkpoint(Session session) {
        try {
            session.execute("pragma wal_checkpoint(passive)");
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "checkpoint: {0}", failure.getMessage());
        }
    }
}
