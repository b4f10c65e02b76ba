package social.ramage.event;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import social.ramage.db.Tx;

/** What one node at a time may do. The fence grows with each new holder, so that a holder who overslept is found out. */
public final class Leases {
    static final Duration LASTS = Duration.ofSeconds(10);

    private static final String TAKE = """
            insert into lease (name, holder, fence, expires_at) values (:name, :holder, 1, :expires)
            on conflict (name) do update set
                holder = excluded.holder,
                fence = case when lease.holder = excluded.holder then lease.fence else lease.fence + 1 end,
                expires_at = excluded.expires_at
            where lease.holder = excluded.holder or lease.expires_at < :now
            returning fence
            """;
    private static final String GIVE_UP = """
            update lease set expires_at = 0 where name = :name and holder = :holder
            """;

    private final String holder;
    private final Clock clock;

    /** @param holder this node, told from all others that may be running */
    public Leases(String holder, Clock clock) {
        this.holder = holder;
        this.clock = clock;
    }

    /** Takes or renews a lease; @return its fence, or nothing while another node holds it. */
    Optional<Long> take(Tx tx, String name) {
        var now = clock.instant();
        return tx.sql(TAKE)
                .bind("name", name)
                .bind("holder", holder)
                .bind("expires", now.plus(LASTS))
                .bind("now", now)
                .first(row -> row.number("fence"));
    }

    void giveUp(Tx tx, String name) {
        tx.sql(GIVE_UP).bind("name", name).bind("holder", holder).run();
    }
}
