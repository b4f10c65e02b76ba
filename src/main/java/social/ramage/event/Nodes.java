package social.ramage.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.Ids;

/** Gives each running node the number that its ids carry, for as long as it says that it runs. */
public final class Nodes {
    public static final Duration RENEW_EVERY = Duration.ofSeconds(10);

    static final Duration LASTS = Duration.ofMinutes(1);

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

    /** A number, and how long no other node can take it. */
    public record Held(int number, Instant until) {}

    /** @throws IllegalStateException when all numbers are taken */
    public Held take() {
        for (int i = 0; i < Ids.NODES_MAX; i++) {
            var held = renew(i);
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw new IllegalStateException("all " + Ids.NODES_MAX + " node numbers are taken");
    }

    /** @return nothing when another node has taken the number: then no id may be made here any more */
    public Optional<Held> renew(int number) {
        var now = clock.instant();
        var held = new Held(number, now.plus(LASTS));
        return db.transact(tx -> take(tx, held, now)) ? Optional.of(held) : Optional.empty();
    }

    public void giveUp(int number) {
        db.change(tx ->
                tx.sql(GIVE_UP).bind("number", number).bind("holder", holder).run());
    }

    private boolean take(Tx tx, Held held, Instant now) {
        return tx.sql(TAKE)
                        .bind("number", held.number)
                        .bind("holder", holder)
                        .bind("expires", held.until)
                        .bind("now", now)
                        .run()
                == 1;
    }
}
