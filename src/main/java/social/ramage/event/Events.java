package social.ramage.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import social.ramage.db.Database;
import social.ramage.db.Tx;

/** How a door changes something: rows and event in one transaction, and this node's memory has seen it on return. */
public final class Events {
    private final Database db;
    private final EventLog log;
    private final Live live;

    public Events(Database db, EventLog log, Live live) {
        this.db = db;
        this.log = log;
        this.live = live;
    }

    /**
     * Commits, then waits until this node's memory has seen all events up to here, {@link Live#SEEN_WITHIN} at most:
     * whoever wrote reads their own writes, and what was narrowed is narrowed before the answer leaves.
     */
    public <T extends @Nullable Object> T change(Function<Tx, T> work) {
        var lastEvent = new AtomicLong();
        var result = db.transact(tx -> {
            var done = work.apply(tx);
            tx.afterCommit(() -> lastEvent.set(live.committed()));
            return done;
        });
        live.awaitSeen(lastEvent.get());
        return result;
    }

    /**
     * Records much that happened, in one statement, before the event that it all belongs to: told of that one, memory
     * reads what it misses from the log.
     */
    public void append(Tx tx, List<? extends Event> many, Event last) {
        log.appendAll(tx, many);
        append(tx, last);
    }

    /** Records what happened; memory is told when it is durable. */
    public void append(Tx tx, Event event) {
        var logged = log.append(tx, event);
        tx.afterCommit(() -> live.committed(logged));
    }
}
