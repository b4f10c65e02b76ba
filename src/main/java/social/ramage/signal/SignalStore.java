package social.ramage.signal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.event.Signal;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.post.IdRange;

final class SignalStore {
    private static final String INSERT = """
            insert into signal (id, account_id, post_id, kind) values (:id, :account, :post, :kind)
            on conflict (account_id, post_id, kind) do nothing
            """;
    private static final String DELETE = """
            delete from signal where account_id = :account and post_id = :post and kind = :kind
            """;
    private static final String COUNT = """
            select count(*) as signals from signal where account_id = :account and kind = :kind
            """;
    private static final String NEWEST = """
            select post_id, kind from signal where account_id = :account order by post_id desc limit :max
            """;
    private static final String AMONG = """
            select post_id, kind from signal where account_id = :account and post_id in (<posts>)
            """;
    private static final String GIVERS_AMONG = """
            select account_id from signal where account_id in (<accounts>) and post_id = :post and kind = :kind
            """;
    private static final String BY = """
            select * from signal where account_id = :of and kind = :kind and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String BY_FROM = """
            select * from signal where account_id = :of and kind = :kind and id < :before and id > :after
            order by id limit :max
            """;
    private static final String ON = """
            select * from signal where post_id = :of and kind = :kind and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String ON_FROM = """
            select * from signal where post_id = :of and kind = :kind and id < :before and id > :after
            order by id limit :max
            """;
    private static final String GONE = """
            insert into post_gone (post_id) values (:post) on conflict do nothing
            """;
    private static final String NEXT_GONE = """
            select post_id from post_gone limit 1
            """;
    /** Answers to a post that is gone stay, and who wanted to hear no more of them still does not. */
    private static final String FORGET = """
            delete from signal where id in (
                select id from signal where post_id = :post and kind in ('FAVOURITE', 'BOOKMARK', 'PIN') limit :max)
            """;

    private static final String FORGOTTEN = """
            delete from post_gone where post_id = :post
            """;

    /** @return whether it is new */
    boolean insert(Tx tx, long id, AccountId account, PostId post, Signal signal) {
        return tx.sql(INSERT)
                        .bind("id", id)
                        .bind("account", account.value())
                        .bind("post", post.value())
                        .bind("kind", signal.name())
                        .run()
                == 1;
    }

    /** @return whether it was there */
    boolean delete(Tx tx, AccountId account, PostId post, Signal signal) {
        return tx.sql(DELETE)
                        .bind("account", account.value())
                        .bind("post", post.value())
                        .bind("kind", signal.name())
                        .run()
                == 1;
    }

    long count(Tx tx, AccountId account, Signal signal) {
        return tx.sql(COUNT)
                .bind("account", account.value())
                .bind("kind", signal.name())
                .get(row -> row.number("signals"));
    }

    /** What an account gave to the newest posts. */
    List<Pair> newest(Tx tx, AccountId account, int max) {
        return tx.sql(NEWEST).bind("account", account.value()).bind("max", max).list(SignalStore::toPair);
    }

    List<Pair> among(Tx tx, AccountId account, List<Long> posts) {
        return tx.sql(AMONG)
                .bind("account", account.value())
                .bindList("posts", posts)
                .list(SignalStore::toPair);
    }

    /** Who of these gave a post a signal. */
    Set<AccountId> giversAmong(Tx tx, Collection<AccountId> accounts, PostId post, Signal signal) {
        return accounts.isEmpty()
                ? Set.of()
                : new HashSet<>(tx.sql(GIVERS_AMONG)
                        .bindList(
                                "accounts",
                                accounts.stream().map(AccountId::value).toList())
                        .bind("post", post.value())
                        .bind("kind", signal.name())
                        .list(row -> new AccountId(row.number("account_id"))));
    }

    /** What an account gave, the latest first. */
    List<Signalled> by(Tx tx, AccountId account, Signal signal, IdRange range) {
        return page(tx, range.isUpward() ? BY_FROM : BY, account.value(), signal, range);
    }

    /** What a post was given, the latest first. */
    List<Signalled> on(Tx tx, PostId post, Signal signal, IdRange range) {
        return page(tx, range.isUpward() ? ON_FROM : ON, post.value(), signal, range);
    }

    void gone(Tx tx, PostId post) {
        tx.sql(GONE).bind("post", post.value()).run();
    }

    Optional<PostId> nextGone(Tx tx) {
        return tx.sql(NEXT_GONE).first(row -> new PostId(row.number("post_id")));
    }

    /** @return how many it deleted, at most {@code max} */
    int forget(Tx tx, PostId post, int max) {
        return tx.sql(FORGET).bind("post", post.value()).bind("max", max).run();
    }

    void forgotten(Tx tx, PostId post) {
        tx.sql(FORGOTTEN).bind("post", post.value()).run();
    }

    private static List<Signalled> page(Tx tx, String text, long of, Signal signal, IdRange range) {
        var found = tx.sql(text)
                .bind("of", of)
                .bind("kind", signal.name())
                .bind("before", range.before())
                .bind("after", range.after())
                .bind("max", range.max())
                .list(SignalStore::toSignalled);
        return range.isUpward() ? found.reversed() : found;
    }

    private static Pair toPair(Row row) {
        return new Pair(row.number("post_id"), Signal.valueOf(row.text("kind")));
    }

    private static Signalled toSignalled(Row row) {
        return new Signalled(
                row.number("id"), new AccountId(row.number("account_id")), new PostId(row.number("post_id")));
    }

    record Pair(long post, Signal signal) {}
}
