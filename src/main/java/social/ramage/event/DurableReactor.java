package social.ramage.event;

import java.util.List;
import social.ramage.db.Tx;

/**
 * Does what follows in the database, on one node at a time. Its changes commit with its cursor, so each event takes
 * effect once. It waits for no network: what must, becomes a due row here.
 */
public interface DurableReactor {
    /** The name of its cursor, for good. */
    String name();

    /** @throws RuntimeException to try again; an event that fails five times is parked */
    void react(Tx tx, List<Logged> events);
}
