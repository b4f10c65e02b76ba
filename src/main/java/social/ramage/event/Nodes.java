package social.ramage.event;

import java.time.Clock;
import java.time.Duration;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.Ids;

/** Gives each running node the number that its ids carry, for as long as it says that it runs. */
public final class Nodes {
    public static final Duration RENEW_EVERY = Duration.ofSeconds(10);

    private static final Duration LASTS = Duration.ofMinutes(1);

    private static final String TAKE = """
            insert into node (number, holder, expires_at) values (:number, :holder, :expires)
            on conflict (number) do update set holder = excluded.holder, expires_at = excluded.expires_at
            where node.holder = excluded.holder or node.expires_at < :now
            """;
    private static final String GIVE_UP = """
            update node set expires_at = 0 where number = :number and holder = :holder
            """;

    private final Database db;
    private final String holder;
    private final Clock clock;

    public Nodes(Database db, String holder, Clock clock) {
        this.db = db;
        this.holder = holder;
        this.clock = clock;
    }

    /** @throws IllegalStateException when all numbers are taken */
    public int take() {
        for (int i = 0; i < Ids.NODES_MAX; i++) {
            int number = i;
            if (db.transact(tx -> take(tx, number))) {
                return number;
            }
        }
        throw new IllegalStateException("all " + Ids.NODES_MAX + " node numbers are taken");
    }

    /** @return false when another node has taken the number: then no id may be made here any more */
    public boolean renew(int number) {
        return db.transact(tx -> take(tx, number));
    }

    public void giveUp(int number) {
        db.change(tx ->
                tx.sql(GIVE_UP).bind("number", number).bind("holder", holder).run());
    }

    private boolean take(Tx tx, int number) {
        var now = clock.instant();
        return tx.sql(TAKE)
                        .bind("number", number)
                        .bind("holder", holder)
                        .bind("expires", now.plus(LASTS))
                        .bind("now", now)
                        .run()
                == 1;
    }
}
