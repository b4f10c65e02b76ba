package social.ramage.db;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work for a database thread, and what came of it. */
final class Job<T extends @Nullable Object> {
    private final Function<Tx, T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;
    private @Nullable Tx finished;

    Job(Function<Tx, T> work) {
        this.work = work;
    }

    /** Runs the work, perhaps again: what came of an earlier run is forgotten. */
    void run(Tx tx) {
        failure = null;
        finished = null;
        result = null;
        result = work.apply(tx);
        finished = tx;
    }

    void fail(Throwable failure) {
        this.failure = failure;
        finished = null;
    }

    /** What it did is durable. */
    void committed() {
        if (finished != null) {
            finished.committed();
        }
    }

    /** Tells the caller; nothing it is told changes after that. */
    void release() {
        if (failure != null) {
            done.completeExceptionally(failure);
        } else {
            done.complete(result);
        }
    }

    CompletableFuture<T> done() {
        return done;
    }
}
