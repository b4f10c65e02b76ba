package social.ramage.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.PictureName;
import social.ramage.id.PostId;

final class AccountStore {
    private static final String INSERT = """
            insert into account (id, handle, handle_key, name, bio, locked_at, created_at)
            values (:id, :handle, :key, :name, :bio, cast(:lockedAt as bigint), :createdAt)
            on conflict (handle_key) do nothing
            """;
    private static final String BY_IDS = """
            select * from account where id in (<ids>)
            """;
    private static final String FIND = """
            select id from account where handle_key = :key
            """;
    private static final String FIND_ALL = """
            select id, handle_key from account where handle_key in (<keys>)
            """;
    private static final String STARTING_WITH = """
            select id from account where handle_key >= :from and handle_key < :to
            order by followers desc, handle_key limit :max
            """;
    private static final String COUNT_POST = """
            update account set posts = posts + 1,
                last_post_id = case when last_post_id > :post then last_post_id else :post end
            where id = :id
            """;
    private static final String UNCOUNT_POST = """
            update account set posts = posts - 1, last_post_id = cast(:newest as bigint) where id = :id
            """;
    private static final String COUNT_FOLLOWER = """
            update account set followers = followers + :change where id = :id
            """;
    private static final String COUNT_FOLLOWING = """
            update account set following = following + :change where id = :id
            """;
    private static final String LAST_POSTS = """
            select id, last_post_id from account where id in (<ids>) and last_post_id is not null
            """;
    private static final String LOCKED_AMONG = """
            select id from account where id in (<ids>) and locked_at is not null
            """;
    private static final String FOLLOWERS = """
            select id, followers from account where id in (<ids>)
            """;
    private static final String DESCRIBE = """
            update account set name = :name, bio = :bio where id = :id and name = '' and bio = ''
            """;
    private static final String SUSPEND = """
            update account set suspended_at = :at where id = :id and suspended_at is null
            """;
    private static final String LIMIT = """
            update account set limited_at = :at where id = :id and limited_at is null
            """;
    private static final String FREEZE = """
            update account set frozen_at = :at where id = :id and frozen_at is null
            """;
    private static final String REINSTATE = """
            update account set suspended_at = null where id = :id and suspended_at is not null
            """;
    private static final String UNLIMIT = """
            update account set limited_at = null where id = :id and limited_at is not null
            """;
    private static final String THAW = """
            update account set frozen_at = null where id = :id and frozen_at is not null
            """;
    private static final String SUSPENDED = """
            select id from account where suspended_at is not null order by id
            """;
    private static final String LIMITED = """
            select id from account where limited_at is not null order by id
            """;
    private static final String FROZEN = """
            select id from account where frozen_at is not null order by id
            """;
    private static final String NEWEST = """
            select id from account where id < :before and id > :after order by id desc limit :max
            """;
    private static final String UPDATE = """
            update account set name = :name, bio = :bio, locked_at = cast(:lockedAt as bigint),
                avatar = nullif(:avatar, ''), header = nullif(:header, ''),
                bot_at = cast(:botAt as bigint), discoverable_at = cast(:discoverableAt as bigint),
                indexable_at = cast(:indexableAt as bigint), follows_hidden_at = cast(:followsHiddenAt as bigint),
                sensitive_at = cast(:sensitiveAt as bigint), visibility = nullif(:visibility, ''),
                language = nullif(:language, '')
            where id = :id
            """;
    private static final String FIELDS = """
            select account_id, name, value, verified_at from profile_field where account_id in (<ids>)
            order by account_id, place
            """;
    private static final String CLEAR_FIELDS = """
            delete from profile_field where account_id = :id
            """;
    private static final String ADD_FIELD = """
            insert into profile_field (account_id, place, name, value, verified_at)
            values (:id, :place, :name, :value, cast(:verifiedAt as bigint))
            """;
    private static final String STATISTICS = """
            select count(*) as accounts, coalesce(sum(posts), 0) as posts from account
            """;
    private static final String ADD_TALLIES = """
            update account set
                posts = posts + :posts,
                followers = followers + :followers,
                following = following + :following,
                last_post_id = case
                    when cast(:lastPost as bigint) is null or last_post_id > :lastPost then last_post_id
                    else cast(:lastPost as bigint) end
            where id = :id
            """;

    /** @return false when the handle is taken */
    boolean insert(Tx tx, Account account) {
        return tx.sql(INSERT)
                        .bind("id", account.id().value())
                        .bind("handle", account.handle().value())
                        .bind("key", account.handle().key())
                        .bind("name", account.profile().name())
                        .bind("bio", account.profile().bio())
                        .bindInstant("lockedAt", account.lockedAt())
                        .bind("createdAt", account.createdAt())
                        .run()
                == 1;
    }

    /** @return for each, 1 when it was written, 0 when its handle is taken */
    int[] insertAll(Tx tx, List<Account> accounts) {
        var batch = tx.batch(INSERT);
        for (var account : accounts) {
            batch.bind("id", account.id().value())
                    .bind("handle", account.handle().value())
                    .bind("key", account.handle().key())
                    .bind("name", account.profile().name())
                    .bind("bio", account.profile().bio())
                    .bindNumber("lockedAt", account.lockedAt().map(Instant::toEpochMilli))
                    .bind("createdAt", account.createdAt().toEpochMilli())
                    .add();
        }
        return batch.run();
    }

    Set<AccountId> describe(Tx tx, Map<AccountId, Account.Profile> profileByAccount) {
        var batch = tx.batch(DESCRIBE);
        profileByAccount.forEach((account, profile) -> batch.bind("id", account.value())
                .bind("name", profile.name())
                .bind("bio", profile.bio())
                .add());
        var isChanged = batch.run();
        var changed = new HashSet<AccountId>();
        int i = 0;
        for (var account : profileByAccount.keySet()) {
            if (isChanged[i++] == 1) {
                changed.add(account);
            }
        }
        return changed;
    }

    Set<AccountId> lockedAmong(Tx tx, List<Long> ids) {
        return new HashSet<>(tx.sql(LOCKED_AMONG).bindList("ids", ids).list(AccountStore::toId));
    }

    Map<Long, Long> followers(Tx tx, List<Long> ids) {
        var followersByAccount = new HashMap<Long, Long>();
        tx.sql(FOLLOWERS)
                .bindList("ids", ids)
                .list(row -> followersByAccount.put(row.number("id"), row.number("followers")));
        return followersByAccount;
    }

    List<Account> byIds(Tx tx, List<Long> ids) {
        var fieldsByAccount = new HashMap<Long, List<Account.Field>>();
        tx.sql(FIELDS)
                .bindList("ids", ids)
                .list(row -> fieldsByAccount
                        .computeIfAbsent(row.number("account_id"), _ -> new ArrayList<>())
                        .add(new Account.Field(row.text("name"), row.text("value"), row.findInstant("verified_at"))));
        return tx.sql(BY_IDS).bindList("ids", ids).list(row -> toAccount(row, fieldsByAccount));
    }

    void update(Tx tx, Account account) {
        tx.sql(UPDATE)
                .bind("id", account.id().value())
                .bind("name", account.profile().name())
                .bind("bio", account.profile().bio())
                .bindInstant("lockedAt", account.lockedAt())
                .bind(
                        "avatar",
                        account.looks().avatar().map(PictureName::toString).orElse(""))
                .bind(
                        "header",
                        account.looks().header().map(PictureName::toString).orElse(""))
                .bindInstant("botAt", account.switches().botAt())
                .bindInstant("discoverableAt", account.switches().discoverableAt())
                .bindInstant("indexableAt", account.switches().indexableAt())
                .bindInstant("followsHiddenAt", account.switches().followsHiddenAt())
                .bindInstant("sensitiveAt", account.habits().sensitiveAt())
                .bind(
                        "visibility",
                        account.habits().visibility().map(Visibility::name).orElse(""))
                .bind("language", account.habits().language().orElse(""))
                .run();
    }

    void replaceFields(Tx tx, Account account) {
        tx.sql(CLEAR_FIELDS).bind("id", account.id().value()).run();
        int place = 0;
        for (var field : account.fields()) {
            tx.sql(ADD_FIELD)
                    .bind("id", account.id().value())
                    .bind("place", place++)
                    .bind("name", field.name())
                    .bind("value", field.value())
                    .bindInstant("verifiedAt", field.verifiedAt())
                    .run();
        }
    }

    Optional<AccountId> find(Tx tx, String handleKey) {
        return tx.sql(FIND).bind("key", handleKey).first(AccountStore::toId);
    }

    Map<String, AccountId> findAll(Tx tx, List<String> handleKeys) {
        var idByKey = new HashMap<String, AccountId>();
        tx.sql(FIND_ALL).bindTexts("keys", handleKeys).list(row -> idByKey.put(row.text("handle_key"), toId(row)));
        return idByKey;
    }

    List<AccountId> startingWith(Tx tx, String keyPrefix, int max) {
        return tx.sql(STARTING_WITH)
                .bind("from", keyPrefix)
                .bind("to", keyPrefix + "\uffff")
                .bind("max", max)
                .list(AccountStore::toId);
    }

    void countPost(Tx tx, AccountId author, PostId post) {
        tx.sql(COUNT_POST).bind("id", author.value()).bind("post", post.value()).run();
    }

    void uncountPosts(Tx tx, Map<AccountId, Optional<PostId>> newestByAuthor) {
        var batch = tx.batch(UNCOUNT_POST);
        newestByAuthor.forEach((author, newest) -> batch.bind("id", author.value())
                .bindNumber("newest", newest.map(PostId::value))
                .add());
        batch.run();
    }

    void countFollow(Tx tx, AccountId follower, AccountId followed, int change) {
        tx.sql(COUNT_FOLLOWER)
                .bind("id", followed.value())
                .bind("change", change)
                .run();
        tx.sql(COUNT_FOLLOWING)
                .bind("id", follower.value())
                .bind("change", change)
                .run();
    }

    Map<Long, Long> lastPosts(Tx tx, List<Long> ids) {
        var lastPostByAccount = new HashMap<Long, Long>();
        tx.sql(LAST_POSTS)
                .bindList("ids", ids)
                .list(row -> lastPostByAccount.put(row.number("id"), row.number("last_post_id")));
        return lastPostByAccount;
    }

    void addTallies(Tx tx, Map<AccountId, Account.Tally> tallyByAccount) {
        var batch = tx.batch(ADD_TALLIES);
        tallyByAccount.forEach((account, tally) -> batch.bind("id", account.value())
                .bind("posts", tally.posts())
                .bind("followers", tally.followers())
                .bind("following", tally.following())
                .bindNumber("lastPost", tally.lastPost().map(PostId::value))
                .add());
        batch.run();
    }

    Statistics statistics(Tx tx) {
        return tx.sql(STATISTICS).get(row -> new Statistics(row.number("accounts"), row.number("posts")));
    }

    /** @return whether it was not so before */
    boolean restrict(Tx tx, AccountId id, Restriction restriction, Instant at) {
        var statement = switch (restriction) {
            case SUSPENDED -> SUSPEND;
            case LIMITED -> LIMIT;
            case FROZEN -> FREEZE;
        };
        return tx.sql(statement).bind("id", id.value()).bind("at", at).run() == 1;
    }

    /** @return whether it was so before */
    boolean release(Tx tx, AccountId id, Restriction restriction) {
        var statement = switch (restriction) {
            case SUSPENDED -> REINSTATE;
            case LIMITED -> UNLIMIT;
            case FROZEN -> THAW;
        };
        return tx.sql(statement).bind("id", id.value()).run() == 1;
    }

    /** Which accounts it was taken from, by their ids. */
    List<AccountId> restricted(Tx tx, Restriction restriction) {
        var statement = switch (restriction) {
            case SUSPENDED -> SUSPENDED;
            case LIMITED -> LIMITED;
            case FROZEN -> FROZEN;
        };
        return tx.sql(statement).list(AccountStore::toId);
    }

    List<AccountId> newest(Tx tx, long before, long after, int max) {
        return tx.sql(NEWEST)
                .bind("before", before)
                .bind("after", after)
                .bind("max", max)
                .list(AccountStore::toId);
    }

    private static AccountId toId(Row row) {
        return new AccountId(row.number("id"));
    }

    private static Account toAccount(Row row, Map<Long, List<Account.Field>> fieldsByAccount) {
        return new Account(
                new AccountId(row.number("id")),
                new Handle(row.text("handle")),
                new Account.Profile(row.text("name"), row.text("bio")),
                new Account.Looks(
                        row.findText("avatar").flatMap(PictureName::parse),
                        row.findText("header").flatMap(PictureName::parse)),
                fieldsByAccount.getOrDefault(row.number("id"), List.of()),
                row.findInstant("locked_at"),
                new Account.Switches(
                        row.findInstant("bot_at"),
                        row.findInstant("discoverable_at"),
                        row.findInstant("indexable_at"),
                        row.findInstant("follows_hidden_at")),
                new Account.Habits(
                        row.findText("visibility").map(Visibility::valueOf),
                        row.findText("language"),
                        row.findInstant("sensitive_at")),
                row.instant("created_at"),
                new Account.Tally(
                        row.number("posts"),
                        row.number("followers"),
                        row.number("following"),
                        row.findNumber("last_post_id").map(PostId::new)),
                new Account.Standing(
                        row.findInstant("suspended_at"), row.findInstant("limited_at"), row.findInstant("frozen_at")));
    }
}
