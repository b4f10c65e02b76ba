package social.ramage.event;

import java.time.Clock;
import java.time.Duration;
import social.ramage.db.Database;

/** Deletes events that every durable reactor passed long ago. */
public final class Retention {
    /** Kept this long past the slowest cursor, so that a mistake of a week's age can still be mended from the log. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final int ROWS_MAX = 1_000;

    private final Database db;
    private final EventLog log;
    private final Cursors cursors;
    private final Clock clock;

    public Retention(Database db, EventLog log, Clock clock) {
        this.db = db;
        this.log = log;
        this.cursors = new Cursors(clock);
        this.clock = clock;
    }

    /** @return how many events it deleted */
    public int sweep() {
        return db.sweep(
                ROWS_MAX,
                tx -> log.forget(tx, cursors.slowest(tx), clock.instant().minus(KEPT), ROWS_MAX));
    }
}
