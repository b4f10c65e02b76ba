package social.ramage.event;

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
     * Commits, then waits until this node's memory has seen the last event written, {@link Live#SEEN_WITHIN} at most:
     * whoever wrote reads their own writes, and what was narrowed is narrowed before the answer leaves.
     */
    public <T extends @Nullable Object> T change(Function<Tx, T> work) {
        var done = db.transact(tx -> new Done<>(work.apply(tx), tx.lastEvent()));
        if (done.lastEvent > 0) {
            live.awaitSeen(done.lastEvent);
        }
        return done.value;
    }

    public void append(Tx tx, Event event) {
        log.append(tx, event);
    }

    private record Done<T extends @Nullable Object>(T value, long lastEvent) {}
}
