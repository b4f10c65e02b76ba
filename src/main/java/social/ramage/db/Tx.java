package social.ramage.db;

import org.jdbi.v3.core.Handle;

/** An open transaction. Whoever holds one may use it; nobody keeps one in a field. */
public final class Tx {
    private final Handle handle;
    private final Engine engine;
    private long lastEvent;

    Tx(Handle handle, Engine engine) {
        this.handle = handle;
        this.engine = engine;
    }

    public Sql sql(String text) {
        return new Sql(handle, text);
    }

    public Batch batch(String text) {
        return new Batch(handle.prepareBatch(text));
    }

    public Engine engine() {
        return engine;
    }

    /** Remembers the number of the newest event written here, for whoever waits until it has been followed. */
    public void wroteEvent(long number) {
        lastEvent = number;
    }

    /** @return 0 when none was written */
    public long lastEvent() {
        return lastEvent;
    }
}
