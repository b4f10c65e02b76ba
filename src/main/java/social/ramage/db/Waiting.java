package social.ramage.db;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

/** Those who wait for a database thread. Whoever has been let in is served, also when the threads are asked to stop. */
final class Waiting {
    private final BlockingQueue<Job<?>> jobs;
    private volatile boolean stopping;

    Waiting(int max) {
        this.jobs = new ArrayBlockingQueue<>(max);
    }

    /** @throws Refusal Unavailable when too many wait, or when nobody is served any more */
    <T extends @Nullable Object> Job<T> submit(Function<Tx, T> work) {
        var job = new Job<>(work);
        boolean isIn = !stopping && jobs.offer(job);
        // Between the look and the offer the last thread may have left.
        if (!isIn || (stopping && jobs.remove(job))) {
            throw new Refusal(Problem.unavailable("problem.busy"));
        }
        return job;
    }

    /** Waits for the next. @return null when all are served and no more will come */
    @Nullable
    Job<?> next() {
        while (!stopping) {
            try {
                return jobs.take();
            } catch (InterruptedException _) {
                // Asked to stop, which the next look finds out.
            }
        }
        return jobs.poll();
    }

    /** As {@link #next}, for so long. @return null when none came */
    @Nullable
    Job<?> next(long nanos) {
        try {
            return stopping ? null : jobs.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            // Asked to stop, which the next look finds out.
            return null;
        }
    }

    void drainTo(List<Job<?>> group, int max) {
        jobs.drainTo(group, max);
    }

    int size() {
        return jobs.size();
    }

    /** The threads that serve must be interrupted after this. */
    void stop() {
        stopping = true;
    }
}
