package social.ramage.event;

import java.time.Clock;
import java.util.Optional;
import social.ramage.db.Tx;

/** How far each durable reactor has come, and the events that it could not take. */
final class Cursors {
    private static final String FIND = """
            select position from reactor_cursor where reactor = :reactor
            """;
    private static final String BEGIN = """
            insert into reactor_cursor (reactor, position, fence) values (:reactor, :position, :fence)
            on conflict (reactor) do update set fence = excluded.fence where reactor_cursor.fence <= excluded.fence
            """;
    private static final String MOVE = """
            update reactor_cursor set position = :position
            where reactor = :reactor and fence = :fence and position < :position
            """;
    private static final String SLOWEST = """
            select coalesce(min(position), 0) as slowest from reactor_cursor
            """;
    private static final String PARK = """
            insert into parked_event (reactor, event_id, reason, parked_at)
            values (:reactor, :event, :reason, :at)
            on conflict (reactor, event_id) do nothing
            """;
    private static final String PARKED = """
            select count(*) as parked from parked_event
            """;
    /** Code points. */
    private static final int REASON_MAX = 500;

    private final Clock clock;

    Cursors(Clock clock) {
        this.clock = clock;
    }

    Optional<Long> find(Tx tx, String reactor) {
        return tx.sql(FIND).bind("reactor", reactor).first(row -> row.number("position"));
    }

    /** Puts the cursor under this fence; a new one starts at {@code head}. @return whether the fence still holds */
    boolean begin(Tx tx, String reactor, long head, long fence) {
        return tx.sql(BEGIN)
                        .bind("reactor", reactor)
                        .bind("position", head)
                        .bind("fence", fence)
                        .run()
                == 1;
    }

    /** @throws LostLease when another node has taken over: the transaction must not commit */
    void move(Tx tx, String reactor, long fence, long position) {
        int moved = tx.sql(MOVE)
                .bind("reactor", reactor)
                .bind("fence", fence)
                .bind("position", position)
                .run();
        if (moved == 0) {
            throw new LostLease(reactor);
        }
    }

    void park(Tx tx, String reactor, Logged event, Throwable reason) {
        tx.sql(PARK)
                .bind("reactor", reactor)
                .bind("event", event.number())
                .bind("reason", storable(String.valueOf(reason)))
                .bind("at", clock.instant())
                .run();
    }

    long slowest(Tx tx) {
        return tx.sql(SLOWEST).get(row -> row.number("slowest"));
    }

    long parked(Tx tx) {
        return tx.sql(PARKED).get(row -> row.number("parked"));
    }

    /** A failure may quote anything: PostgreSQL stores no NUL, and half a surrogate pair has no UTF-8. */
    private static String storable(String reason) {
        return reason.codePoints()
                .limit(REASON_MAX)
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Another node took over while this one was away. */
    static final class LostLease extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostLease(String reactor) {
            super("the lease of " + reactor + " is another node's");
        }
    }
}
