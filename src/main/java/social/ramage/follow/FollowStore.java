package social.ramage.follow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import social.ramage.db.Row;
import social.ramage.db.Sql;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;

final class FollowStore {
    private static final String INSERT = """
            insert into follow (id, follower_id, followed_id, followed_at, source, source_account_id, source_post_id,
                                source_boost_id, source_list_id, source_words)
            values (:id, :follower, :followed, :at, :source, cast(:sourceAccount as bigint),
                    cast(:sourcePost as bigint), cast(:sourceBoost as bigint), cast(:sourceList as bigint),
                    nullif(:sourceWords, ''))
            on conflict (follower_id, followed_id) do nothing
            """;
    private static final String BRING_IN = """
            insert into follow (id, follower_id, followed_id, source, followed_at)
            values (:id, :follower, :followed, :source, :at)
            on conflict (follower_id, followed_id) do nothing
            """;
    private static final String DELETE = """
            delete from follow where follower_id = :follower and followed_id = :followed
            """;
    private static final String REQUEST = """
            insert into follow_request (id, follower_id, followed_id, requested_at, source, source_account_id,
                                        source_post_id, source_boost_id, source_list_id, source_words)
            select :id, :follower, :followed, :at, :source, cast(:sourceAccount as bigint),
                   cast(:sourcePost as bigint), cast(:sourceBoost as bigint), cast(:sourceList as bigint),
                   nullif(:sourceWords, '')
            where not exists (select 1 from follow where follower_id = :follower and followed_id = :followed)
            on conflict (follower_id, followed_id) do nothing
            """;
    private static final String END_REQUEST = """
            delete from follow_request where follower_id = :follower and followed_id = :followed returning *
            """;
    private static final String FOLLOWEES = """
            select follower_id, followed_id from follow where follower_id in (<ids>)
            """;
    private static final String FOLLOWEES_AMONG = """
            select followed_id as other from follow where follower_id = :me and followed_id in (<others>)
            """;
    private static final String FOLLOWERS_AMONG = """
            select follower_id as other from follow where followed_id = :me and follower_id in (<others>)
            """;
    private static final String REQUESTED_AMONG = """
            select followed_id as other from follow_request where follower_id = :me and followed_id in (<others>)
            """;
    private static final String REQUESTING_AMONG = """
            select follower_id as other from follow_request where followed_id = :me and follower_id in (<others>)
            """;
    private static final String FOLLOWERS = """
            select * from follow where followed_id = :account and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String FOLLOWING = """
            select * from follow where follower_id = :account and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String REQUESTS = """
            select *, requested_at as followed_at from follow_request
            where followed_id = :account and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String COUNT_REQUESTS = """
            select count(*) as requests from follow_request where followed_id = :account
            """;

    boolean insert(Tx tx, Attributed follow) {
        return bind(tx.sql(INSERT), follow).run() == 1;
    }

    /** @return for each, 1 when it is new and 0 when it was there */
    int[] insertAll(Tx tx, List<Follow> follows, FollowSource.Plain source) {
        var batch = tx.batch(BRING_IN);
        for (var follow : follows) {
            batch.bind("id", follow.id())
                    .bind("follower", follow.follower().value())
                    .bind("followed", follow.followed().value())
                    .bind("source", source.name())
                    .bind("at", follow.followedAt().toEpochMilli())
                    .add();
        }
        return batch.run();
    }

    boolean delete(Tx tx, AccountId follower, AccountId followed) {
        return between(tx.sql(DELETE), follower, followed).run() == 1;
    }

    boolean request(Tx tx, Attributed wanted) {
        return bind(tx.sql(REQUEST), wanted).run() == 1;
    }

    /** @return the source that the request came with, or nothing when there was none */
    java.util.Optional<FollowSource> endRequest(Tx tx, AccountId follower, AccountId followed) {
        return between(tx.sql(END_REQUEST), follower, followed).first(SourceColumns::read);
    }

    List<Pair> followees(Tx tx, List<Long> followers) {
        return tx.sql(FOLLOWEES)
                .bindList("ids", followers)
                .list(row -> new Pair(row.number("follower_id"), row.number("followed_id")));
    }

    Set<Long> followeesAmong(Tx tx, AccountId me, List<Long> others) {
        return among(tx, FOLLOWEES_AMONG, me, others);
    }

    Set<Long> followersAmong(Tx tx, AccountId me, List<Long> others) {
        return among(tx, FOLLOWERS_AMONG, me, others);
    }

    Set<Long> requestedAmong(Tx tx, AccountId me, List<Long> others) {
        return among(tx, REQUESTED_AMONG, me, others);
    }

    Set<Long> requestingAmong(Tx tx, AccountId me, List<Long> others) {
        return among(tx, REQUESTING_AMONG, me, others);
    }

    List<Attributed> followers(Tx tx, AccountId account, FollowPage page) {
        return page(tx.sql(FOLLOWERS), account, page).list(FollowStore::toAttributed);
    }

    List<Follow> following(Tx tx, AccountId account, FollowPage page) {
        return page(tx.sql(FOLLOWING), account, page).list(FollowStore::toFollow);
    }

    /** As the follows that they would be. */
    List<Attributed> requests(Tx tx, AccountId account, FollowPage page) {
        return page(tx.sql(REQUESTS), account, page).list(FollowStore::toAttributed);
    }

    long countRequests(Tx tx, AccountId account) {
        return tx.sql(COUNT_REQUESTS).bind("account", account.value()).get(row -> row.number("requests"));
    }

    private static Sql page(Sql sql, AccountId account, FollowPage page) {
        return sql.bind("account", account.value())
                .bind("before", page.before())
                .bind("after", page.after())
                .bind("max", page.max());
    }

    private static Set<Long> among(Tx tx, String text, AccountId me, List<Long> others) {
        return new HashSet<>(
                tx.sql(text).bind("me", me.value()).bindList("others", others).list(row -> row.number("other")));
    }

    private static Sql bind(Sql sql, Attributed attributed) {
        var follow = attributed.follow();
        return SourceColumns.of(attributed.source())
                .bind(between(sql, follow.follower(), follow.followed()))
                .bind("id", follow.id())
                .bind("at", follow.followedAt());
    }

    private static Sql between(Sql sql, AccountId follower, AccountId followed) {
        return sql.bind("follower", follower.value()).bind("followed", followed.value());
    }

    private static Attributed toAttributed(Row row) {
        return new Attributed(toFollow(row), SourceColumns.read(row));
    }

    private static Follow toFollow(Row row) {
        return new Follow(
                row.number("id"),
                new AccountId(row.number("follower_id")),
                new AccountId(row.number("followed_id")),
                row.instant("followed_at"));
    }

    record Pair(long follower, long followed) {}
}
