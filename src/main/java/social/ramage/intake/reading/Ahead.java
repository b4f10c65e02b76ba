package social.ramage.intake.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads and prepares records on a thread of its own, a few batches ahead of whoever writes them. A platform thread,
 * since unpacking and parsing would hold a carrier thread.
 */
public final class Ahead<T, R> implements AutoCloseable {
    /** Besides the one that is being read and the one that is being written. */
    public static final int BATCHES_MAX = 1;

    private final Records<T> records;
    private final Function<T, R> prepare;
    private final IntSupplier batchMax;
    private final BlockingQueue<Step<R>> steps = new ArrayBlockingQueue<>(BATCHES_MAX);
    private final Thread thread;

    private sealed interface Step<R> {
        record Read<R>(Batch<R> batch) implements Step<R> {}

        record Ended<R>() implements Step<R> {}

        record Failed<R>(Throwable failure) implements Step<R> {}
    }

    /** @param batchMax records in one batch, asked before each */
    public Ahead(Records<T> records, Function<T, R> prepare, IntSupplier batchMax) {
        this.records = records;
        this.prepare = prepare;
        this.batchMax = batchMax;
        this.thread = Thread.ofPlatform().daemon().name("reading ahead").start(this::run);
    }

    /** Hands over batch after batch while more are wanted. @return whether that was all of them */
    public boolean forEach(Predicate<Batch<R>> wantsMore) {
        for (var batch = next(); batch != null; batch = next()) {
            if (!wantsMore.test(batch)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Batch<R> next() {
        try {
            return switch (steps.take()) {
                case Step.Read<R>(var batch) -> batch;
                case Step.Ended<R>() -> null;
                case Step.Failed<R>(var failure) -> throw asIs(failure);
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading");
        }
    }

    private void run() {
        try (records) {
            steps.put(read());
        } catch (InterruptedException _) {
            // Whoever reads has closed this.
        }
    }

    /** @return how it ended */
    private Step<R> read() throws InterruptedException {
        try {
            boolean hasMore = true;
            while (hasMore) {
                var batch = new Batch<T>();
                int max = batchMax.getAsInt();
                while (hasMore && batch.size() < max) {
                    hasMore = records.next(batch);
                }
                batch.reached(records.part());
                steps.put(new Step.Read<>(batch.map(prepare)));
            }
            return new Step.Ended<>();
        } catch (IOException | RuntimeException | Error failure) {
            return new Step.Failed<>(failure);
        }
    }

    private static RuntimeException asIs(Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case IOException io -> new UncheckedIOException(io);
            default -> new IllegalStateException("reading failed", failure);
        };
    }
}
