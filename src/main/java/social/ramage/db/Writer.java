package social.ramage.db;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Transactions that wait run one after another inside one transaction of the engine, and one
 * durable commit lets all their callers go: the more wait, the less each costs. When one of them fails, which is rare,
 * all run again, each as a savepoint, so that only the one is undone: savepoints have the engine copy each page.
 *
 * <p>A disk that is full makes the engine drop the whole group. Then each of the group runs again alone, so that one
 * large write does not take small ones with it; whoever still finds no room is told that nothing was saved. When a
 * commit itself fails, nobody of the group is told that it was saved, and the connection is opened anew.
 */
final class Writer extends Thread {
    /** Transactions that may wait; the next one is told to come back. */
    static final int WAITING_MAX = 4_096;

    /** Transactions in one commit: enough to fill a disk's pause, few enough that the first does not wait long. */
    static final int GROUP_MAX = 256;

    /** However slow the disk, nobody waits longer for others to join. */
    private static final long GATHER_NANOS_MAX = 2_000_000;

    /** Over about so many commits their time is averaged. */
    private static final int AVERAGED = 8;

    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    /** Makes the order of commits the order of events across nodes; the number is ours alone. */
    private static final String TAKE_TURN = "select pg_advisory_xact_lock(7240153)";

    private final Connections connections;
    private final Waiting waiting = new Waiting(WAITING_MAX);
    private @Nullable Session session;
    /** How many the last group had. */
    private int lastSize = 1;

    /** What commits took of late; one that wrote nothing, or that the disk held up, moves it little. */
    private long commitNanos;

    Writer(Connections connections) {
        super("database writer");
        this.connections = connections;
        this.session = connections.writer();
        setDaemon(true);
    }

    <T extends @Nullable Object> Job<T> submit(Function<Tx, T> work) {
        return waiting.submit(work);
    }

    int waiting() {
        return waiting.size();
    }

    @Override
    public void run() {
        var group = new ArrayList<Job<?>>(GROUP_MAX);
        for (var first = waiting.next(); first != null; first = waiting.next()) {
            group.add(first);
            gather(group);
            try {
                write(group);
                group.forEach(Job::committed);
            } catch (RuntimeException | Error failure) {
                // Nobody else writes: whatever it was, those who wait are told, and the next group is served.
                LOG.log(System.Logger.Level.ERROR, "the writer failed", failure);
                group.forEach(job -> job.fail(failure));
                close();
            }
            lastSize = group.size();
            group.forEach(Job::release);
            group.clear();
        }
        close();
    }

    void finish() throws InterruptedException {
        waiting.stop();
        interrupt();
        join();
    }

    /**
     * Adds who waits. Those who were let go together often come back one after another, and whoever is first would have
     * a commit alone while all others wait for the next: so a moment is given to as many as came last time, less than a
     * commit would take.
     */
    private void gather(List<Job<?>> group) {
        waiting.drainTo(group, GROUP_MAX - group.size());
        long until = System.nanoTime() + Math.min(commitNanos / 2, GATHER_NANOS_MAX);
        while (group.size() < lastSize) {
            var next = waiting.next(until - System.nanoTime());
            if (next == null) {
                return;
            }
            group.add(next);
            waiting.drainTo(group, GROUP_MAX - group.size());
        }
    }

    private void write(List<Job<?>> group) {
        try {
            runTogether(group);
        } catch (DatabaseException failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a group of {0} was rolled back: {1}",
                    group.size(),
                    failure.getMessage());
            rollBack(failure);
            if (group.size() == 1) {
                group.getFirst().fail(failure);
            } else if (failure.kind() == DatabaseException.Kind.BROKEN) {
                group.forEach(job -> job.fail(failure));
            } else {
                group.forEach(job -> write(List.of(job)));
            }
        }
    }

    private void runTogether(List<Job<?>> group) {
        var open = opened();
        begin(open);
        try {
            for (var job : group) {
                job.run(new Tx(open));
            }
        } catch (RuntimeException | Error failure) {
            throwIfLost(failure);
            open.execute("rollback");
            if (group.size() == 1) {
                group.getFirst().fail(failure);
                return;
            }
            begin(open);
            for (var job : group) {
                runApart(open, job);
            }
        }
        long begun = System.nanoTime();
        open.execute("commit");
        long took = System.nanoTime() - begun;
        commitNanos =
                commitNanos == 0 ? took : commitNanos + (Math.min(took, 2 * commitNanos) - commitNanos) / AVERAGED;
    }

    private void begin(Session open) {
        switch (connections.engine()) {
            case SQLITE -> open.execute("begin immediate");
            case POSTGRESQL -> {
                open.execute("begin");
                open.execute(TAKE_TURN);
            }
        }
    }

    private void runApart(Session open, Job<?> job) {
        open.execute("savepoint one");
        try {
            job.run(new Tx(open));
            open.execute("release one");
        } catch (RuntimeException | Error failure) {
            throwIfLost(failure);
            job.fail(failure);
            open.execute("rollback to one");
            open.execute("release one");
        }
    }

    /** Whether the engine itself gave up, and with it all that runs in the transaction. */
    private static void throwIfLost(Throwable failure) {
        if (failure instanceof DatabaseException lost && lost.kind() != DatabaseException.Kind.FAULT) {
            throw lost;
        }
    }

    private void rollBack(DatabaseException why) {
        try {
            opened().execute("rollback");
        } catch (DatabaseException _) {
            // The engine has already rolled back by itself, as SQLite does when there is no room.
        }
        if (why.kind() == DatabaseException.Kind.BROKEN) {
            close();
        }
    }

    private Session opened() {
        if (session == null) {
            session = connections.writer();
        }
        return session;
    }

    private void close() {
        var open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, "closing the writer's connection: {0}", failure.getMessage());
            }
        }
    }
}
