package social.ramage.db;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import social.ramage.problem.Refusal;

/** The only way to the tables. */
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final Connections connections;
    private final Writer writer;
    private final Readers readers;
    private final @Nullable Checkpoints checkpoints;

    private Database(DatabaseAt at) {
        this.engine = at.engine();
        this.connections = new Connections(at);
        this.writer = new Writer(connections);
        this.readers = new Readers(connections);
        this.checkpoints = engine == Engine.SQLITE ? new Checkpoints(connections) : null;
    }

    /**
     * Brings the schema up to date and opens it.
     *
     * @throws NewerSchema when a newer Ramage has been here
     * @throws DatabaseException when there is no such database, or it cannot be opened
     */
    public static Database open(DatabaseAt at) {
        Migrations.migrate(at);
        var database = new Database(at);
        database.writer.start();
        database.readers.start();
        if (database.checkpoints != null) {
            database.checkpoints.start();
        }
        return database;
    }

    public Engine engine() {
        return engine;
    }

    /**
     * Runs {@code work} in a transaction and returns when its result is durable. It may run more than once, so it
     * touches nothing but its {@code Tx}; it shares its commit with others, so it does nothing slow.
     *
     * @throws Refusal what the work itself threw, after its changes were undone; or Unavailable when too many wait
     * @throws DatabaseException when the engine failed: nothing was acknowledged
     */
    public <T extends @Nullable Object> T transact(Function<Tx, T> work) {
        refuseOnDatabaseThread();
        AtOnce.refuseToWait();
        return await(writer.submit(work));
    }

    public void change(Consumer<Tx> work) {
        this.<@Nullable Void>transact(tx -> {
            work.accept(tx);
            return null;
        });
    }

    /**
     * Runs a deletion of at most {@code max} rows until it finds fewer, each time in a transaction of its own, so that
     * nobody waits long for it.
     *
     * @return how many rows it deleted
     */
    public int sweep(int max, ToIntFunction<Tx> deletion) {
        int swept = 0;
        int found;
        do {
            found = transact(deletion::applyAsInt);
            swept += found;
        } while (found == max);
        return swept;
    }

    /** Runs {@code work} on one unchanging view of the database. What it changes is refused by the engine. */
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        refuseOnDatabaseThread();
        AtOnce.refuseToWait();
        return await(readers.submit(work));
    }

    public int writesWaiting() {
        return writer.waiting();
    }

    public int readsWaiting() {
        return readers.waiting();
    }

    /** Statements that the engine was given since this was opened, those for many rows once. */
    public long statements() {
        return connections.statements();
    }

    /** Serves those who wait, then closes. */
    @Override
    public void close() {
        try {
            writer.finish();
            readers.finish();
            if (checkpoints != null) {
                checkpoints.finish();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuseOnDatabaseThread() {
        var thread = Thread.currentThread();
        if (thread instanceof Writer || thread instanceof Readers.Reader) {
            throw new IllegalStateException("a transaction inside a transaction: pass the Tx instead");
        }
    }

    private static <T extends @Nullable Object> T await(Job<T> job) {
        try {
            return job.done().join();
        } catch (CompletionException failure) {
            switch (failure.getCause()) {
                case Refusal refusal -> throw refusal;
                // The stack of the one who asked says more than the database thread's own, so both are kept.
                case DatabaseException lost ->
                    throw new DatabaseException(lost.kind(), String.valueOf(lost.getMessage()), lost);
                case null, default -> throw new IllegalStateException("a transaction failed", failure.getCause());
            }
        }
    }
}
