package social.ramage.post;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;

/** Keys that clients send along with a post: sent again within {@link #KEPT}, it is the post that came of the first. */
final class SentKeys {
    /** As long as Mastodon keeps them. */
    static final Duration KEPT = Duration.ofHours(1);

    static final int UNITS_MAX = 255;

    private static final String INSERT = """
            insert into sent_key (account_id, key, post_id, sent_at) values (:account, :key, :post, :at)
            on conflict (account_id, key) do nothing
            """;
    private static final String SENT = """
            select post_id from sent_key where account_id = :account and key = :key
            """;
    private static final String AGAIN = """
            update sent_key set post_id = :post, sent_at = :at where account_id = :account and key = :key
            """;
    private static final String SWEEP = """
            delete from sent_key where (account_id, key) in (
                select account_id, key from sent_key where sent_at < :before order by sent_at limit :max)
            """;

    private final PostStore store;
    private final Clock clock;

    SentKeys(PostStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws Refusal Invalid for a key that nobody needs that long */
    static void refuseLong(String key) {
        if (key.length() > UNITS_MAX) {
            throw Refusal.invalid("Idempotency-Key", "problem.key_too_long", UNITS_MAX);
        }
    }

    /** @return the post that came of this key before, or nothing when {@code post} is the first, or the other is gone */
    Optional<Post> sent(Tx tx, AccountId account, String key, PostId post) {
        if (tx.sql(INSERT)
                        .bind("account", account.value())
                        .bind("key", key)
                        .bind("post", post.value())
                        .bind("at", clock.instant())
                        .run()
                == 1) {
            return Optional.empty();
        }
        var before = tx.sql(SENT)
                .bind("account", account.value())
                .bind("key", key)
                .first(row -> new PostId(row.number("post_id")))
                .flatMap(id -> store.byId(tx, id));
        if (before.isEmpty()) {
            tx.sql(AGAIN)
                    .bind("account", account.value())
                    .bind("key", key)
                    .bind("post", post.value())
                    .bind("at", clock.instant())
                    .run();
        }
        return before;
    }

    /** @return how many it deleted, at most {@code max} */
    int sweep(Tx tx, int max) {
        return tx.sql(SWEEP)
                .bind("before", clock.instant().minus(KEPT))
                .bind("max", max)
                .run();
    }
}
