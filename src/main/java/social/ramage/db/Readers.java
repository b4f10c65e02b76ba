package social.ramage.db;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads that read, each with a connection of its own. Engine calls hold a carrier thread for as long
 * as they take, so a request hands its reading over here and parks.
 */
final class Readers {
    /** More gain nothing on SQLite with few cores, and each has a page cache. */
    static final int THREADS = 4;

    static final int WAITING_MAX = 1_024;

    private final Connections connections;
    private final Waiting waiting = new Waiting(WAITING_MAX);
    private final List<Reader> threads = new ArrayList<>();

    Readers(Connections connections) {
        this.connections = connections;
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Reader(i));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    <T extends @Nullable Object> Job<T> submit(Function<Tx, T> work) {
        return waiting.submit(work);
    }

    int waiting() {
        return waiting.size();
    }

    void finish() throws InterruptedException {
        waiting.stop();
        for (var thread : threads) {
            thread.interrupt();
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    final class Reader extends Thread {
        private @Nullable Session session;

        Reader(int number) {
            super("database reader " + number);
            setDaemon(true);
        }

        @Override
        public void run() {
            for (var job = waiting.next(); job != null; job = waiting.next()) {
                read(job);
                job.release();
            }
            close();
        }

        private void read(Job<?> job) {
            try {
                var open = opened();
                // One transaction, so that all of a door's statements see the same moment.
                open.execute(connections.engine() == Engine.SQLITE ? "begin" : "begin isolation level repeatable read");
                try {
                    job.run(new Tx(open));
                } finally {
                    open.execute("rollback");
                }
            } catch (RuntimeException | Error failure) {
                job.fail(failure);
                if (failure instanceof DatabaseException lost && lost.kind() == DatabaseException.Kind.BROKEN) {
                    close();
                }
            }
        }

        private Session opened() {
            if (session == null) {
                session = connections.reader();
            }
            return session;
        }

        private void close() {
            var open = session;
            session = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
