package social.ramage.follow;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Row;
import social.ramage.db.Sql;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;

final class BlockStore {
    private static final String BLOCK = """
            insert into block (id, blocker_id, blocked_id) values (:id, :me, :other)
            on conflict (blocker_id, blocked_id) do nothing
            """;
    private static final String UNBLOCK = """
            delete from block where blocker_id = :me and blocked_id = :other
            """;
    private static final String IS_BETWEEN = """
            select 1 as found from block
            where (blocker_id = :me and blocked_id = :other) or (blocker_id = :other and blocked_id = :me)
            """;
    private static final String BLOCKS_AROUND = """
            select * from block where blocker_id in (<ids>)
            union all
            select * from block where blocked_id in (<ids>)
            """;
    private static final String BLOCKING_AMONG = """
            select blocked_id as other from block where blocker_id = :me and blocked_id in (<others>)
            """;
    private static final String BLOCKED_AMONG = """
            select blocker_id as other from block where blocked_id = :me and blocker_id in (<others>)
            """;
    private static final String BLOCKS_OF = """
            select * from block where blocker_id = :account and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String MUTE = """
            insert into mute (id, muter_id, muted_id, notices_muted_at, ends_at)
            values (:id, :me, :other, cast(:noticesMutedAt as bigint), cast(:endsAt as bigint))
            on conflict (muter_id, muted_id) do update
                set notices_muted_at = excluded.notices_muted_at, ends_at = excluded.ends_at
            """;
    private static final String UNMUTE = """
            delete from mute where muter_id = :me and muted_id = :other
            """;
    private static final String MUTES_BY = """
            select * from mute where muter_id in (<ids>)
            """;
    private static final String MUTING_AMONG = """
            select * from mute where muter_id = :me and muted_id in (<others>)
            """;
    private static final String DEAF_TO = """
            select blocker_id as deaf from block where blocked_id = :me and blocker_id in (<others>)
            union
            select blocked_id from block where blocker_id = :me and blocked_id in (<others>)
            union
            select muter_id from mute
            where muted_id = :me and muter_id in (<others>) and notices_muted_at is not null
              and (ends_at is null or ends_at > :now)
            """;
    private static final String MUTES_OF = """
            select * from mute where muter_id = :account and id < :before and id > :after
              and (ends_at is null or ends_at > :now)
            order by id desc limit :max
            """;
    private static final String SWEEP_MUTES = """
            delete from mute where id in (select id from mute where ends_at <= :now order by ends_at limit :max)
            """;

    /** @return whether it is new */
    boolean block(Tx tx, Block block) {
        return between(tx.sql(BLOCK), block.blocker(), block.blocked())
                        .bind("id", block.id())
                        .run()
                == 1;
    }

    /** @return whether it was there */
    boolean unblock(Tx tx, AccountId blocker, AccountId blocked) {
        return between(tx.sql(UNBLOCK), blocker, blocked).run() == 1;
    }

    /** Whether one of the two blocks the other. */
    boolean isBetween(Tx tx, AccountId one, AccountId other) {
        return between(tx.sql(IS_BETWEEN), one, other)
                .first(row -> row.number("found"))
                .isPresent();
    }

    /** Blocks by these accounts and of these accounts. */
    List<Block> blocksAround(Tx tx, List<Long> accounts) {
        return tx.sql(BLOCKS_AROUND).bindList("ids", accounts).list(BlockStore::toBlock);
    }

    Set<Long> blockingAmong(Tx tx, AccountId me, List<Long> others) {
        return among(tx, BLOCKING_AMONG, me, others);
    }

    Set<Long> blockedByAmong(Tx tx, AccountId me, List<Long> others) {
        return among(tx, BLOCKED_AMONG, me, others);
    }

    /** Whom an account blocks, the latest first. */
    List<Block> blocksOf(Tx tx, AccountId account, FollowPage page) {
        return page(tx.sql(BLOCKS_OF), account, page).list(BlockStore::toBlock);
    }

    /** Mutes, or changes how. */
    void mute(Tx tx, Mute mute, Instant now) {
        between(tx.sql(MUTE), mute.muter(), mute.muted())
                .bind("id", mute.id())
                .bindInstant("noticesMutedAt", mute.withNotices() ? Optional.of(now) : Optional.empty())
                .bindInstant("endsAt", mute.endsAt())
                .run();
    }

    /** @return whether it was there */
    boolean unmute(Tx tx, AccountId muter, AccountId muted) {
        return between(tx.sql(UNMUTE), muter, muted).run() == 1;
    }

    List<Mute> mutesBy(Tx tx, List<Long> accounts) {
        return tx.sql(MUTES_BY).bindList("ids", accounts).list(BlockStore::toMute);
    }

    List<Mute> mutingAmong(Tx tx, AccountId me, List<Long> others) {
        return tx.sql(MUTING_AMONG)
                .bind("me", me.value())
                .bindList("others", others)
                .list(BlockStore::toMute);
    }

    /** Who of the others blocks {@code me}, is blocked, or wants to hear nothing of what {@code me} does. */
    Set<AccountId> deafTo(Tx tx, AccountId me, Collection<AccountId> others, Instant now) {
        return others.isEmpty()
                ? Set.of()
                : new HashSet<>(tx.sql(DEAF_TO)
                        .bind("me", me.value())
                        .bindList(
                                "others", others.stream().map(AccountId::value).toList())
                        .bind("now", now)
                        .list(row -> new AccountId(row.number("deaf"))));
    }

    /** Whom an account mutes, the latest first. */
    List<Mute> mutesOf(Tx tx, AccountId account, FollowPage page, Instant now) {
        return page(tx.sql(MUTES_OF), account, page).bind("now", now).list(BlockStore::toMute);
    }

    /** @return how many it deleted, at most {@code max} */
    int sweepMutes(Tx tx, Instant now, int max) {
        return tx.sql(SWEEP_MUTES).bind("now", now).bind("max", max).run();
    }

    private static Set<Long> among(Tx tx, String text, AccountId me, List<Long> others) {
        return new HashSet<>(
                tx.sql(text).bind("me", me.value()).bindList("others", others).list(row -> row.number("other")));
    }

    private static Sql page(Sql sql, AccountId account, FollowPage page) {
        return sql.bind("account", account.value())
                .bind("before", page.before())
                .bind("after", page.after())
                .bind("max", page.max());
    }

    private static Sql between(Sql sql, AccountId me, AccountId other) {
        return sql.bind("me", me.value()).bind("other", other.value());
    }

    private static Block toBlock(Row row) {
        return new Block(
                row.number("id"), new AccountId(row.number("blocker_id")), new AccountId(row.number("blocked_id")));
    }

    private static Mute toMute(Row row) {
        return new Mute(
                row.number("id"),
                new AccountId(row.number("muter_id")),
                new AccountId(row.number("muted_id")),
                row.findInstant("notices_muted_at").isPresent(),
                row.findInstant("ends_at"));
    }
}
