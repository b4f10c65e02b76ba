package social.ramage.db;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work for a database thread, and what came of it. */
final class Job<T extends @Nullable Object> {
    private final Function<Tx, T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;
    private List<Runnable> afterCommit = List.of();

    Job(Function<Tx, T> work) {
        this.work = work;
    }

    /** Runs the work, perhaps again: what came of an earlier run is forgotten. */
    void run(Tx tx) {
        failure = null;
        result = null;
        afterCommit = List.of();
        result = work.apply(tx);
        afterCommit = tx.afterCommit();
    }

    void fail(Throwable failure) {
        this.failure = failure;
        afterCommit = List.of();
    }

    /** What it did is durable. */
    void committed() {
        afterCommit.forEach(Runnable::run);
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
