package social.ramage.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import social.ramage.db.AtOnce;
import social.ramage.db.Database;
import social.ramage.db.Engine;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

/**
 * Follows the log on one thread and tells the memory reactors. What they hold is changed on this thread alone; others
 * hand their changes over with {@link #call}, which runs them between two batches.
 */
public final class Live implements AutoCloseable {
    /** How long a writer waits until this node's memory has seen what it wrote. */
    public static final Duration SEEN_WITHIN = Duration.ofMillis(100);

    private static final System.Logger LOG = System.getLogger(Live.class.getName());
    private static final int BATCH_MAX = 4_096;
    private static final int TASKS_MAX = 4_096;

    /** Events handed over by this node's writer; beyond that they are read from the log. */
    private static final int HANDED_MAX = 8_192;

    /** Other nodes' events come without a signal. */
    private static final Duration POLL_SHARED = Duration.ofMillis(20);

    private static final Duration POLL_ALONE = Duration.ofSeconds(1);

    private final Database db;
    private final EventLog log;
    private final List<Told> reactors = new ArrayList<>();
    private final BlockingQueue<Task<?>> tasks = new ArrayBlockingQueue<>(TASKS_MAX);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition wanted = lock.newCondition();
    private final Thread thread = new Thread(this::run, "live reactors");
    /** What this node's writer committed and no reactor has seen, oldest first; under the lock. */
    private List<Logged> handed = new ArrayList<>();

    /** The newest event known to be committed. Changed under the lock. */
    private volatile long committed;

    /** Whether the log may have more than was handed over: at the start, after a pause, after a failure. */
    private boolean looksAtLog = true;

    private volatile long position;
    private volatile boolean stopping;

    public Live(Database db, EventLog log) {
        this.db = db;
        this.log = log;
        this.position = db.read(log::head);
        this.committed = position;
        thread.setDaemon(true);
    }

    /** Before {@link #start} only. */
    public void add(MemoryReactor reactor) {
        reactors.add(new Told(reactor));
    }

    public void start() {
        thread.start();
    }

    /** How much work waits that was handed over. */
    int waiting() {
        return tasks.size();
    }

    /** The number of the newest event that every memory reactor has seen. */
    public long position() {
        return position;
    }

    /** Told by the writer, in the order of commits. */
    void committed(Logged event) {
        lock.lock();
        try {
            if (handed.size() < HANDED_MAX) {
                handed.add(event);
            }
            committed = Math.max(committed, event.number());
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    long committed() {
        return committed;
    }

    /** Waits until memory has seen this event, for {@link #SEEN_WITHIN} at most. */
    void awaitSeen(long event) {
        if (position >= event) {
            return;
        }
        lock.lock();
        try {
            awaitMoved(event, SEEN_WITHIN);
        } finally {
            lock.unlock();
        }
    }

    /** @return whether an event after {@code position} was seen within that time */
    boolean awaitAfter(long position, Duration atMost) {
        lock.lock();
        try {
            awaitMoved(position + 1, atMost);
            return this.position > position;
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code work} on the thread of the reactors, between two batches. */
    public <T> T call(Supplier<T> work) {
        AtOnce.refuseToWait();
        var task = new Task<>(work);
        // Looked at again afterwards: a task that comes while it stops must not wait for nobody.
        if (stopping || !tasks.offer(task) || (stopping && tasks.remove(task))) {
            throw new Refusal(Problem.unavailable("problem.busy"));
        }
        lock.lock();
        try {
            wanted.signal();
        } finally {
            lock.unlock();
        }
        return task.done.join();
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Task<?> task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    private void awaitMoved(long event, Duration atMost) {
        long left = atMost.toNanos();
        try {
            while (position < event && left > 0 && !stopping) {
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                runTasks();
                var events = next();
                if (events.isEmpty()) {
                    awaitWork();
                } else {
                    tell(events);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException | Error failure) {
                // Memory must not fall behind for good: whatever it was, the loop goes on.
                LOG.log(System.Logger.Level.ERROR, "live reactors", failure);
                looksAtLog = true;
                pause();
            }
        }
    }

    /** What was handed over, when no event is missing before or between; else what the log says. */
    private List<Logged> next() {
        List<Logged> mine;
        lock.lock();
        try {
            mine = handed;
            handed = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        boolean isAll = !mine.isEmpty()
                && mine.getFirst().number() == position + 1
                && mine.getLast().number() == position + mine.size();
        if (isAll || (mine.isEmpty() && !looksAtLog)) {
            return mine;
        }
        looksAtLog = false;
        return db.read(tx -> log.after(tx, position, BATCH_MAX));
    }

    private void runTasks() {
        Task<?> task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    private void tell(List<Logged> events) {
        for (var reactor : reactors) {
            reactor.tell(events);
        }
        lock.lock();
        try {
            position = events.getLast().number();
            committed = Math.max(committed, position);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork() throws InterruptedException {
        var poll = db.engine() == Engine.SQLITE ? POLL_ALONE : POLL_SHARED;
        lock.lockInterruptibly();
        try {
            long left = poll.toNanos();
            while (committed <= position && tasks.isEmpty() && left > 0 && !stopping) {
                left = wanted.awaitNanos(left);
            }
            // More may be committed than could be handed over.
            looksAtLog = left <= 0 || (committed > position && handed.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A reactor, and how far it has been told: where another one fails, it is not told the same again. */
    private static final class Told {
        private final MemoryReactor reactor;
        private long position;

        Told(MemoryReactor reactor) {
            this.reactor = reactor;
        }

        void tell(List<Logged> events) {
            // Nearly always all of them are: only after a failure some reactors have been told before.
            var unseen = events.getFirst().number() > position
                    ? events
                    : events.stream().filter(event -> event.number() > position).toList();
            if (unseen.isEmpty()) {
                return;
            }
            try {
                reactor.react(unseen);
            } catch (RuntimeException | Error failure) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        reactor.getClass().getSimpleName() + " failed and has to forget all that it holds",
                        failure);
                var last = unseen.getLast();
                reactor.react(List.of(new Logged(last.number(), last.at(), new Event.Imported())));
            }
            position = unseen.getLast().number();
        }
    }

    private static final class Task<T> {
        private final Supplier<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();

        Task(Supplier<T> work) {
            this.work = work;
        }

        void run() {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error failure) {
                done.completeExceptionally(failure);
            }
        }
    }
}
