package social.ramage.follow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.view.View;
import social.ramage.view.Views;

/** The only way to follow somebody, and to know who does. */
public final class Follows implements MemoryReactor {
    private static final Account.Tally FOLLOWING_ONE = new Account.Tally(0, 0, 1, Optional.empty());
    private static final Account.Tally FOLLOWED_BY_ONE = new Account.Tally(0, 1, 0, Optional.empty());

    /** Followees who are asked whether they follow somebody too. */
    private static final int FRIENDS_ASKED_MAX = 1_000;

    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Ids ids;
    private final Blocks blocks;
    private final Ledger ledger;
    private final Clock clock;
    private final FollowStore store = new FollowStore();
    private final BlockStore blockStore = new BlockStore();
    private final Views<Followees> followees;

    public Follows(
            Database db, Events events, Accounts accounts, Blocks blocks, Ids ids, Clock clock, long viewBytesMax) {
        this.db = db;
        this.events = events;
        this.accounts = accounts;
        this.blocks = blocks;
        this.ledger = new Ledger(accounts, events);
        this.ids = ids;
        this.clock = clock;
        this.followees = new Views<>(
                db, this::followees, it -> it.follower().value(), clock, viewBytesMax, it -> 96 + 8 * it.size());
    }

    /**
     * Follows, or asks to when the account is confidential. Again is as once.
     *
     * @throws Refusal NotFound for an account that is not there, Invalid for one's own, Forbidden when one of the two
     *     blocks the other
     */
    public void follow(AccountId follower, AccountId followed, FollowSource source) {
        if (follower.equals(followed)) {
            throw Refusal.invalid("id", "problem.follow_self");
        }
        var target = accounts.get(followed);
        if (target.isSuspended()) {
            throw Refusal.notFound();
        }
        boolean asks = target.isLocked();
        events.change(tx -> {
            if (blockStore.isBetween(tx, follower, followed)) {
                throw new Refusal(new Problem.Forbidden(Sentence.of("problem.blocked")));
            }
            if (!asks) {
                // Whoever asked before the account was open to all came as they came then.
                begin(
                        tx,
                        follower,
                        followed,
                        store.endRequest(tx, follower, followed).orElse(source));
            } else if (store.request(tx, attributed(follower, followed, source))) {
                events.append(tx, new Event.FollowRequested(follower, followed));
            }
            return followed;
        });
    }

    /** Ends a follow, or withdraws the request for one. Again is as once. */
    public void unfollow(AccountId follower, AccountId followed) {
        events.change(tx -> {
            ledger.end(tx, follower, followed);
            return followed;
        });
    }

    /** @throws Refusal NotFound when there is no such request */
    public void approve(AccountId followed, AccountId follower) {
        events.change(tx -> {
            approve(tx, followed, follower);
            return follower;
        });
    }

    /** As above, in a transaction of {@link Events#change}. */
    public void approve(Tx tx, AccountId followed, AccountId follower) {
        begin(tx, follower, followed, store.endRequest(tx, follower, followed).orElseThrow(Refusal::notFound));
    }

    /** @throws Refusal NotFound when there is no such request */
    public void refuse(AccountId followed, AccountId follower) {
        events.change(tx -> {
            var source = store.endRequest(tx, follower, followed).orElseThrow(Refusal::notFound);
            events.append(tx, new Event.FollowRequestEnded(follower, followed));
            return source;
        });
    }

    /** Brings in many at once, with tallies and without an event each. @return how many were new */
    public int bringIn(Tx tx, List<Follow> follows, FollowSource.Plain source) {
        var isNew = store.insertAll(tx, follows, source);
        var tallyByAccount = new HashMap<AccountId, Account.Tally>();
        int brought = 0;
        for (int i = 0; i < isNew.length; i++) {
            if (isNew[i] == 1) {
                brought++;
                var follow = follows.get(i);
                tallyByAccount.merge(follow.follower(), FOLLOWING_ONE, Account.Tally::plus);
                tallyByAccount.merge(follow.followed(), FOLLOWED_BY_ONE, Account.Tally::plus);
            }
        }
        accounts.addTallies(tx, tallyByAccount);
        return brought;
    }

    public Followees followees(AccountId follower) {
        View<Followees> view = followees.get(follower.value());
        var known = view.rowOrNull();
        return known == null ? Followees.of(follower, new long[0]) : known;
    }

    public Viewer viewer(AccountId account) {
        return new Viewer(account, followees(account), blocks.barriers(account), clock.millis());
    }

    /** As {@link #followees(AccountId)}, from the transaction's own moment. */
    public Followees followees(Tx tx, AccountId follower) {
        return followees(tx, List.of(follower.value())).getFirst();
    }

    public List<Follow> followers(AccountId account, FollowPage page) {
        return follows(db.read(tx -> store.followers(tx, account, page)));
    }

    /** The viewer's own followers with how they came, the latest first: nobody else may know. */
    public List<Attributed> attributedFollowers(Viewer followed, FollowPage page) {
        var me = followed.account().orElseThrow(Refusal::notFound);
        return db.read(tx -> store.followers(tx, me, page));
    }

    /** As above, for those who ask. */
    public List<Attributed> attributedRequests(Viewer followed, FollowPage page) {
        var me = followed.account().orElseThrow(Refusal::notFound);
        return db.read(tx -> store.requests(tx, me, page));
    }

    public List<Follow> following(AccountId account, FollowPage page) {
        return db.read(tx -> store.following(tx, account, page));
    }

    /** Which of these follow an account. */
    public Set<Long> followersAmong(Tx tx, AccountId account, List<Long> others) {
        return store.followersAmong(tx, account, others);
    }

    /** Who asks to follow an account, the latest first. */
    public List<Follow> requests(AccountId account, FollowPage page) {
        return follows(db.read(tx -> store.requests(tx, account, page)));
    }

    public long countRequests(AccountId account) {
        return db.read(tx -> store.countRequests(tx, account));
    }

    /** How {@code me} and each of the others stand, in their order. */
    public List<Relation> relations(AccountId me, List<AccountId> others) {
        if (others.isEmpty()) {
            return List.of();
        }
        var otherIds = others.stream().map(AccountId::value).toList();
        return db.read(tx -> {
            var following = store.followeesAmong(tx, me, otherIds);
            var followers = store.followersAmong(tx, me, otherIds);
            var requested = store.requestedAmong(tx, me, otherIds);
            var requesting = store.requestingAmong(tx, me, otherIds);
            var blocking = blockStore.blockingAmong(tx, me, otherIds);
            var blockedBy = blockStore.blockedByAmong(tx, me, otherIds);
            var muteByOther = new HashMap<AccountId, Mute>();
            blockStore.mutingAmong(tx, me, otherIds).forEach(mute -> muteByOther.put(mute.muted(), mute));
            return others.stream()
                    .map(other -> new Relation(
                            other,
                            state(following.contains(other.value()), requested.contains(other.value())),
                            state(followers.contains(other.value()), requesting.contains(other.value())),
                            blocking.contains(other.value()),
                            blockedBy.contains(other.value()),
                            Optional.ofNullable(muteByOther.get(other)).filter(mute -> !mute.isOver(clock.instant()))))
                    .toList();
        });
    }

    /** Whether somebody whom the follower follows follows an account, as far as the newest of them tell. */
    public boolean isFollowedByFolloweeOf(AccountId follower, AccountId account) {
        return db.read(tx -> {
            var newest = store.following(tx, follower, new FollowPage(Long.MAX_VALUE, 0, FRIENDS_ASKED_MAX)).stream()
                    .map(follow -> follow.followed().value())
                    .toList();
            return !newest.isEmpty()
                    && !store.followersAmong(tx, account, newest).isEmpty();
        });
    }

    @Override
    public void react(List<Logged> batch) {
        for (var logged : batch) {
            switch (logged.event()) {
                case Event.Followed(var follower, var _) -> followees.forget(follower.value());
                case Event.Unfollowed(var follower, var _) -> followees.forget(follower.value());
                case Event.Imported() -> followees.forgetAll();
                case Event.AccountCreated _,
                        Event.Noticed _,
                        Event.ProfileChanged _,
                        Event.PostTightened _,
                        Event.FollowRequested _,
                        Event.FollowRequestEnded _,
                        Event.StandingChanged _,
                        Event.PostEdited _,
                        Event.Blocked _,
                        Event.Unblocked _,
                        Event.Muted _,
                        Event.Unmuted _,
                        Event.PostPublished _,
                        Event.PostDeleted _,
                        Event.Signalled _,
                        Event.SignalTakenBack _ -> {
                    // None of these changes who follows whom.
                }
            }
        }
    }

    private void begin(Tx tx, AccountId follower, AccountId followed, FollowSource source) {
        ledger.begin(tx, attributed(follower, followed, source));
    }

    private Attributed attributed(AccountId follower, AccountId followed, FollowSource source) {
        return new Attributed(new Follow(ids.next(), follower, followed, ids.now()), source);
    }

    private static List<Follow> follows(List<Attributed> attributed) {
        return attributed.stream().map(Attributed::follow).toList();
    }

    private List<Followees> followees(Tx tx, List<Long> followers) {
        Map<Long, List<Long>> followedByFollower = new HashMap<>();
        for (var pair : store.followees(tx, followers)) {
            followedByFollower
                    .computeIfAbsent(pair.follower(), _ -> new ArrayList<>())
                    .add(pair.followed());
        }
        return followers.stream()
                .map(id -> Followees.of(
                        new AccountId(id),
                        followedByFollower.getOrDefault(id, List.of()).stream()
                                .mapToLong(Long::longValue)
                                .toArray()))
                .toList();
    }

    private static Relation.State state(boolean follows, boolean asked) {
        if (follows) {
            return Relation.State.FOLLOWING;
        }
        return asked ? Relation.State.REQUESTED : Relation.State.NONE;
    }
}
