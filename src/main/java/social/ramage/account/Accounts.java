package social.ramage.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;
import social.ramage.view.View;
import social.ramage.view.Views;

/** The only way to accounts. Profiles are public: everyone may read them. */
public final class Accounts implements MemoryReactor {
    private static final int HANDLES_MAX = 200_000;
    static final int NAME_MAX = 40;
    static final int BIO_MAX = 500;
    public static final int FIELDS_MAX = 4;
    /** Of a field's name, and of its value. */
    public static final int FIELD_MAX = 255;

    /** Numbers tried after a handle that is taken. */
    private static final int HANDLE_TRIES = 9;
    /** Of ids of accounts from which something was taken; beyond that they are read each time. */
    private static final int RESTRICTED_BYTES_MAX = 32 << 20;

    private static final long ALL = 0;

    /** Ids in one statement. */
    private static final int LIST_MAX = 512;

    private final Database db;
    private final Events events;
    private final Ids ids;
    private final Clock clock;
    private final AccountStore store = new AccountStore();
    private final Views<Account> views;
    /** Handles are never given to another account, so what is found stays true. */
    private final Cache<String, AccountId> idByHandleKey;

    /** One view for all of them: few are restricted, and everything that is read is asked. */
    private final Views<Restricted> restricted;

    private final Cache<String, Statistics> statistics =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    public Accounts(Database db, Events events, Ids ids, Clock clock, long viewBytesMax) {
        this.db = db;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.views = new Views<>(db, store::byIds, account -> account.id().value(), clock, viewBytesMax, _ -> 2_600);
        this.restricted =
                new Views<>(db, this::restricted, _ -> ALL, clock, RESTRICTED_BYTES_MAX, some -> 128 + 8 * some.size());
        this.idByHandleKey = Caffeine.newBuilder().maximumSize(HANDLES_MAX).build();
    }

    /** @throws Refusal Invalid when the handle is taken, or name or bio are too long */
    public Account create(Tx tx, Handle handle, Account.Profile profile, Optional<Instant> lockedAt) {
        var account = fresh(handle, profile, lockedAt);
        if (!store.insert(tx, account)) {
            throw Refusal.invalid("handle", "problem.handle_taken", handle.value());
        }
        events.append(tx, new Event.AccountCreated(account.id()));
        return account;
    }

    /** As it is at this moment. @throws Refusal NotFound */
    public Account get(Tx tx, AccountId id) {
        return store.byIds(tx, List.of(id.value())).stream().findFirst().orElseThrow(Refusal::notFound);
    }

    /**
     * Has an account say something else of itself.
     *
     * @throws Refusal NotFound, or Invalid when something is too long
     */
    public void change(Tx tx, AccountId id, ProfileChange change) {
        change.check();
        var before = get(tx, id);
        var after = change.to(before, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!after.equals(before)) {
            store.update(tx, after);
            if (!after.fields().equals(before.fields())) {
                store.replaceFields(tx, after);
            }
            events.append(tx, new Event.ProfileChanged(id));
        }
    }

    public View<Account> view(AccountId id) {
        return views.get(id.value());
    }

    /** Adds a view for each id, in their order. */
    public void views(List<Long> ids, List<View<Account>> found) {
        views.get(ids, found);
    }

    /** Those of these that are there, in their order. */
    public List<Account> all(List<AccountId> some) {
        var found = new ArrayList<View<Account>>(some.size());
        views.get(some.stream().map(AccountId::value).toList(), found);
        return found.stream().flatMap(view -> view.row().stream()).toList();
    }

    /** @throws Refusal Forbidden when nobody may act for it at present */
    public void refuseRestricted(AccountId id) {
        var restricted = restricted();
        if (restricted.isSuspended(id)) {
            throw Refusal.forbidden("problem.suspended");
        }
        if (restricted.isFrozen(id)) {
            throw Refusal.forbidden("problem.frozen");
        }
    }

    public Optional<Account> find(AccountId id) {
        return view(id).row();
    }

    /** @throws Refusal NotFound */
    public Account get(AccountId id) {
        return find(id).orElseThrow(Refusal::notFound);
    }

    /** @param handle in any case */
    public Optional<AccountId> find(String handle) {
        if (!Handle.isPlain(handle)) {
            return Optional.empty();
        }
        return known(handle).or(() -> remembered(handle, db.read(tx -> store.find(tx, Handle.key(handle)))));
    }

    /**
     * Those of these handles that somebody has: one statement at most.
     *
     * @param handles in lower case
     */
    public Map<String, AccountId> findAll(Collection<String> handles) {
        var idByHandle = new HashMap<String, AccountId>();
        var unknown = new ArrayList<String>();
        for (var handle : handles) {
            if (Handle.isPlain(handle)) {
                known(handle).ifPresentOrElse(id -> idByHandle.put(handle, id), () -> unknown.add(handle));
            }
        }
        if (!unknown.isEmpty()) {
            db.read(tx -> store.findAll(tx, unknown)).forEach((handle, id) -> {
                idByHandleKey.put(handle, id);
                idByHandle.put(handle, id);
            });
        }
        return idByHandle;
    }

    /** As {@link #find(String)}, inside a transaction: it may see an account that is not committed, so it keeps nothing. */
    public Optional<AccountId> find(Tx tx, String handle) {
        if (!Handle.isPlain(handle)) {
            return Optional.empty();
        }
        return known(handle).or(() -> store.find(tx, Handle.key(handle)));
    }

    private Optional<AccountId> known(String handle) {
        return Optional.ofNullable(idByHandleKey.getIfPresent(Handle.key(handle)));
    }

    private Optional<AccountId> remembered(String handle, Optional<AccountId> found) {
        found.ifPresent(id -> idByHandleKey.put(Handle.key(handle), id));
        return found;
    }

    /** For completing a handle that is being typed: those with most followers first. */
    public List<AccountId> startingWith(String typed, int max) {
        return Handle.isPlain(typed) ? db.read(tx -> store.startingWith(tx, Handle.key(typed), max)) : List.of();
    }

    /** From which accounts something was taken. */
    public Restricted restricted() {
        return restricted.get(ALL).row().orElseThrow();
    }

    /** As above, between two ids, the newest first. */
    public List<AccountId> restricted(Restriction restriction, long before, long after, int max) {
        return db.read(tx -> store.restricted(tx, restriction)).reversed().stream()
                .filter(id -> id.value() < before && id.value() > after)
                .limit(max)
                .toList();
    }

    /** Whether somebody is limited, from the transaction's own moment. */
    public boolean isLimited(Tx tx, AccountId account) {
        return store.byIds(tx, List.of(account.value())).stream()
                .anyMatch(it -> it.standing().limitedAt().isPresent());
    }

    /** Takes something from an account. @return whether it had it */
    public boolean restrict(Tx tx, AccountId account, Restriction restriction) {
        boolean isNew = store.restrict(tx, account, restriction, clock.instant());
        if (isNew) {
            events.append(
                    tx,
                    switch (restriction) {
                        case SUSPENDED -> new Event.AccountSuspended(account);
                        case LIMITED -> new Event.AccountLimited(account);
                        case FROZEN -> new Event.AccountFrozen(account);
                    });
        }
        return isNew;
    }

    /** Gives it back. @return whether it was missing */
    public boolean release(Tx tx, AccountId account, Restriction restriction) {
        boolean was = store.release(tx, account, restriction);
        if (was) {
            events.append(
                    tx,
                    switch (restriction) {
                        case SUSPENDED -> new Event.AccountReinstated(account);
                        case LIMITED -> new Event.AccountUnlimited(account);
                        case FROZEN -> new Event.AccountThawed(account);
                    });
        }
        return was;
    }

    /** All accounts between two ids, the newest first. */
    public List<AccountId> newest(long before, long after, int max) {
        return db.read(tx -> store.newest(tx, before, after, max));
    }

    public Statistics statistics() {
        return statistics.get("", _ -> db.read(store::statistics));
    }

    public void countPost(Tx tx, AccountId author, PostId post) {
        store.countPost(tx, author, post);
    }

    /** One post less of each of these, with the newest that is left. */
    public void uncountPosts(Tx tx, Map<AccountId, Optional<PostId>> newestByAuthor) {
        store.uncountPosts(tx, newestByAuthor);
    }

    public void countFollow(Tx tx, AccountId follower, AccountId followed, int change) {
        store.countFollow(tx, follower, followed, change);
    }

    /** Adds what an import brought. */
    public void addTallies(Tx tx, Map<AccountId, Account.Tally> tallyByAccount) {
        store.addTallies(tx, tallyByAccount);
    }

    /**
     * Makes accounts for those whom an import brings, without a person and without an event each; whoever has brought
     * all of theirs tells the log so.
     *
     * @return what was made of each, in their order: a handle that is taken gets a number
     */
    public List<Account> bringIn(Tx tx, List<BroughtAccount> brought) {
        var accounts = new ArrayList<Account>(brought.size());
        for (var one : brought) {
            accounts.add(fresh(one.handle(), one.profile(), Optional.empty()));
        }
        var isNew = store.insertAll(tx, accounts);
        for (int i = 0; i < isNew.length; i++) {
            if (isNew[i] == 0) {
                accounts.set(i, underAnotherHandle(tx, accounts.get(i)));
            }
        }
        return accounts;
    }

    /** Gives a profile to those of these accounts that have none. @return which */
    public Set<AccountId> describe(Tx tx, Map<AccountId, Account.Profile> profileByAccount) {
        return store.describe(tx, profileByAccount);
    }

    /** Which of these are confidential. */
    public Set<AccountId> lockedAmong(Tx tx, List<AccountId> some) {
        var locked = new HashSet<AccountId>();
        inParts(some.stream().map(AccountId::value).toList(), ids -> locked.addAll(store.lockedAmong(tx, ids)));
        return locked;
    }

    /** How many followers each of these has. */
    public Map<Long, Long> followers(Tx tx, List<Long> some) {
        var followersByAccount = new HashMap<Long, Long>();
        inParts(some, ids -> followersByAccount.putAll(store.followers(tx, ids)));
        return followersByAccount;
    }

    /** Each account's newest post, for those that have one. */
    public Map<Long, Long> lastPosts(Tx tx, List<Long> ids) {
        var lastPostByAccount = new HashMap<Long, Long>();
        inParts(ids, some -> lastPostByAccount.putAll(store.lastPosts(tx, some)));
        return lastPostByAccount;
    }

    @Override
    public void react(List<Logged> batch) {
        for (var logged : batch) {
            switch (logged.event()) {
                case Event.AccountCreated(var account) -> views.forget(account.value());
                case Event.ProfileChanged(var account) -> views.forget(account.value());
                case Event.Followed(var follower, var followed) -> touch(follower, followed);
                case Event.Unfollowed(var follower, var followed) -> touch(follower, followed);
                case Event.PostPublished(var _, var author, var _, var _) -> views.touch(author.value());
                case Event.PostDeleted(var _, var author, var _, var _) -> views.touch(author.value());
                case Event.StandingChanged changed -> {
                    views.forget(changed.account().value());
                    restricted.forget(ALL);
                }
                case Event.Imported() -> {
                    views.forgetAll();
                    restricted.forgetAll();
                }
                case Event.FollowRequested _,
                        Event.Noticed _,
                        Event.PostTightened _,
                        Event.FollowRequestEnded _,
                        Event.Blocked _,
                        Event.Unblocked _,
                        Event.Muted _,
                        Event.Unmuted _,
                        Event.PostEdited _,
                        Event.Signalled _,
                        Event.SignalTakenBack _ -> {
                    // No tally of an account moves.
                }
            }
        }
    }

    private Account underAnotherHandle(Tx tx, Account wanted) {
        for (int number = 2; number <= HANDLE_TRIES; number++) {
            var account = wanted.withHandle(wanted.handle().with(Integer.toString(number)));
            if (store.insert(tx, account)) {
                return account;
            }
        }
        // Many want the same: an id is nobody else's.
        var account =
                wanted.withHandle(wanted.handle().with(Long.toString(wanted.id().value(), Character.MAX_RADIX)));
        if (!store.insert(tx, account)) {
            throw new IllegalStateException("the handle of account " + account.id() + " is taken");
        }
        return account;
    }

    private List<Restricted> restricted(Tx tx, List<Long> all) {
        var idsByRestriction = new EnumMap<Restriction, long[]>(Restriction.class);
        for (var restriction : Restriction.values()) {
            idsByRestriction.put(
                    restriction,
                    store.restricted(tx, restriction).stream()
                            .mapToLong(AccountId::value)
                            .toArray());
        }
        return all.isEmpty() ? List.of() : List.of(new Restricted(idsByRestriction));
    }

    private static void inParts(List<Long> ids, Consumer<List<Long>> read) {
        for (int from = 0; from < ids.size(); from += LIST_MAX) {
            read.accept(ids.subList(from, Math.min(from + LIST_MAX, ids.size())));
        }
    }

    private void touch(AccountId follower, AccountId followed) {
        views.touch(follower.value());
        views.touch(followed.value());
    }

    private Account fresh(Handle handle, Account.Profile profile, Optional<Instant> lockedAt) {
        check(profile);
        return new Account(
                new AccountId(ids.next()),
                handle,
                profile,
                lockedAt,
                clock.instant(),
                Account.Tally.NONE,
                Account.Standing.GOOD);
    }

    /** @throws Refusal Invalid when no account may have it */
    public static void check(Account.Profile profile) {
        ProfileChange.checkText("name", profile.name(), NAME_MAX, "problem.name_too_long");
        ProfileChange.checkText("bio", profile.bio(), BIO_MAX, "problem.bio_too_long");
    }
}
