package social.ramage.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.eclipse.jetty.util.Callback;

/**
 * A connection that stays open, so that somebody is told what happens. What is handed to it waits in a queue with a
 * bound, and a thread of its own works it off; whoever hands something over never waits. Work is done when the one
 * before it was taken by the other side, so that it is decided as late as possible what may be told. Whoever takes too
 * long, or lets too much wait, is dropped.
 */
public final class Line {
    /** What may wait for a reader, each as little as an event's number and ids. */
    public static final int WAITING_MAX = 1_000;

    private static final System.Logger LOG = System.getLogger(Line.class.getName());

    private final Talk talk;
    private final Way way;
    private final Lines lines;
    private final Duration beatEvery;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean isWorking;
    private boolean isOver;

    Line(Talk talk, Way way, Lines lines, Duration beatEvery) {
        this.talk = talk;
        this.way = way;
        this.lines = lines;
        this.beatEvery = beatEvery;
    }

    /** Does this on the line's own thread, after what was handed to it before. From any thread, without waiting. */
    public void hand(Runnable work) {
        synchronized (waiting) {
            if (isOver) {
                return;
            }
            if (waiting.size() < WAITING_MAX) {
                waiting.add(work);
                if (!isWorking) {
                    isWorking = true;
                    lines.execute(this::work);
                }
                return;
            }
        }
        drop();
    }

    /** Sends one message and waits until it is taken. On the line's own thread only. */
    public void send(Segments message) {
        await(message.buffer(), way::send);
    }

    /** Closes the line, after what is being sent: whoever listens may not any more. */
    public void close() {
        end(Way.Ending.UNWANTED);
    }

    void begin() {
        synchronized (waiting) {
            if (isOver) {
                way.cut();
                return;
            }
        }
        hand(() -> talk.begin(this));
        lines.later(this::beat, beatEvery);
    }

    /** @param after done when the talk has taken it */
    void heard(String text, Runnable after) {
        hand(() -> {
            talk.heard(this, text);
            after.run();
        });
    }

    void end(Way.Ending why) {
        synchronized (waiting) {
            if (isOver) {
                return;
            }
            waiting.clear();
            // What is on its way is let through, and nothing after it.
            waiting.add(() -> {
                way.end(why);
                over();
            });
            if (!isWorking) {
                isWorking = true;
                lines.execute(this::work);
            }
        }
    }

    /** The other side took too little of what was meant for it. */
    void drop() {
        if (over()) {
            lines.dropped();
            // Whoever hands something over is not to wait for what is on its way.
            lines.execute(way::cut);
        }
    }

    void cut() {
        over();
        way.cut();
    }

    /** The connection is gone, or about to. @return whether this is news */
    boolean over() {
        synchronized (waiting) {
            if (isOver) {
                return false;
            }
            isOver = true;
            waiting.clear();
        }
        lines.closed(this);
        talk.end();
        return true;
    }

    private void beat() {
        synchronized (waiting) {
            if (isOver) {
                return;
            }
        }
        if (way.isSilent()) {
            cut();
            return;
        }
        hand(() -> {
            if (talk.mayGoOn()) {
                await(ByteBuffer.allocate(0), (_, callback) -> way.beat(callback));
            } else {
                end(Way.Ending.UNWANTED);
            }
        });
        lines.later(this::beat, beatEvery);
    }

    private void work() {
        for (var next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException | Error failure) {
                LOG.log(System.Logger.Level.WARNING, "a stream broke off", failure);
                end(Way.Ending.BROKEN);
            }
        }
    }

    @org.jspecify.annotations.Nullable
    private Runnable next() {
        synchronized (waiting) {
            var next = waiting.poll();
            isWorking = next != null;
            return next;
        }
    }

    private void await(ByteBuffer message, BiConsumer<ByteBuffer, Callback> send) {
        synchronized (waiting) {
            if (isOver) {
                return;
            }
        }
        var taken = new CompletableFuture<Boolean>();
        send.accept(
                message, Callback.from(() -> taken.complete(true), failure -> taken.completeExceptionally(failure)));
        try {
            taken.get(lines.pace().takenWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            drop();
        } catch (ExecutionException _) {
            // The other side is gone.
            cut();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            cut();
        }
    }
}
