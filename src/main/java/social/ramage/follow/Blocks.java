package social.ramage.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.problem.Refusal;
import social.ramage.view.Views;

/** The only way to block and to mute, and to know who does. */
public final class Blocks implements MemoryReactor {
    /** Longer ones last until they are taken back. */
    private static final Duration MUTE_MAX = Duration.ofDays(3650);

    /** Mutes that are over and are deleted in one transaction. */
    private static final int SWEPT_MAX = 1_000;

    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final BlockStore store = new BlockStore();
    private final Views<Barriers> barriers;

    public Blocks(Database db, Events events, Accounts accounts, Ids ids, Clock clock, long viewBytesMax) {
        this.db = db;
        this.events = events;
        this.accounts = accounts;
        this.ledger = new Ledger(accounts, events);
        this.ids = ids;
        this.clock = clock;
        this.barriers = new Views<>(
                db, this::barriers, it -> it.account().value(), clock, viewBytesMax, it -> 160 + 8 * it.size());
    }

    /**
     * Ends the follows of both and what they asked for. Again is as once.
     *
     * @throws Refusal NotFound for an account that is not there, Invalid for one's own
     */
    public void block(AccountId blocker, AccountId blocked) {
        refuseSelf(blocker, blocked, "problem.block_self");
        events.change(tx -> {
            boolean isNew = store.block(tx, new Block(ids.next(), blocker, blocked));
            if (isNew) {
                ledger.end(tx, blocker, blocked);
                ledger.end(tx, blocked, blocker);
                events.append(tx, new Event.Blocked(blocker, blocked));
            }
            return isNew;
        });
    }

    /** What a block ended does not come back. Again is as once. */
    public void unblock(AccountId blocker, AccountId blocked) {
        events.change(tx -> {
            boolean was = store.unblock(tx, blocker, blocked);
            if (was) {
                events.append(tx, new Event.Unblocked(blocker, blocked));
            }
            return was;
        });
    }

    /**
     * Again changes how.
     *
     * @param length zero, or years, for until it is taken back
     * @throws Refusal NotFound for an account that is not there, Invalid for one's own
     */
    public void mute(AccountId muter, AccountId muted, boolean withNotices, Duration length) {
        refuseSelf(muter, muted, "problem.mute_self");
        var now = clock.instant();
        var end = length.isZero() || length.compareTo(MUTE_MAX) > 0
                ? Optional.<Instant>empty()
                : Optional.of(now.plus(length));
        events.change(tx -> {
            store.mute(tx, new Mute(ids.next(), muter, muted, withNotices, end), now);
            events.append(tx, new Event.Muted(muter, muted));
            return muted;
        });
    }

    /** Again is as once. */
    public void unmute(AccountId muter, AccountId muted) {
        events.change(tx -> {
            boolean was = store.unmute(tx, muter, muted);
            if (was) {
                events.append(tx, new Event.Unmuted(muter, muted));
            }
            return was;
        });
    }

    /** Whom an account blocks, the latest first. */
    public List<Block> blocks(AccountId blocker, FollowPage page) {
        return db.read(tx -> store.blocksOf(tx, blocker, page));
    }

    /** Whom an account mutes, the latest first. */
    public List<Mute> mutes(AccountId muter, FollowPage page) {
        return db.read(tx -> store.mutesOf(tx, muter, page, clock.instant()));
    }

    /** Which of these accounts are not to be told what somebody does. */
    public Set<AccountId> deafTo(Tx tx, AccountId somebody, Collection<AccountId> accounts) {
        return store.deafTo(tx, somebody, accounts, clock.instant());
    }

    /** Deletes mutes that are over. @return how many */
    public int sweep() {
        return db.sweep(SWEPT_MAX, tx -> store.sweepMutes(tx, clock.instant(), SWEPT_MAX));
    }

    Barriers barriers(AccountId account) {
        var known = barriers.get(account.value()).rowOrNull();
        return known == null ? Barriers.none(account) : known;
    }

    @Override
    public void react(List<Logged> batch) {
        for (var logged : batch) {
            switch (logged.event()) {
                case Event.Blocked(var blocker, var blocked) -> forget(blocker, blocked);
                case Event.Unblocked(var blocker, var blocked) -> forget(blocker, blocked);
                case Event.Muted(var muter, var _) -> barriers.forget(muter.value());
                case Event.Unmuted(var muter, var _) -> barriers.forget(muter.value());
                case Event.AccountCreated _,
                        Event.Noticed _,
                        Event.ProfileChanged _,
                        Event.PostTightened _,
                        Event.Followed _,
                        Event.Unfollowed _,
                        Event.FollowRequested _,
                        Event.FollowRequestEnded _,
                        Event.StandingChanged _,
                        Event.PostPublished _,
                        Event.PostEdited _,
                        Event.PostDeleted _,
                        Event.Signalled _,
                        Event.SignalTakenBack _ -> {
                    // Nobody blocks or mutes.
                }
                // Told instead of what was missed, too.
                case Event.Imported() -> barriers.forgetAll();
            }
        }
    }

    private void forget(AccountId blocker, AccountId blocked) {
        barriers.forget(blocker.value());
        barriers.forget(blocked.value());
    }

    private void refuseSelf(AccountId me, AccountId other, String sentence) {
        if (me.equals(other)) {
            throw Refusal.invalid("id", sentence);
        }
        accounts.get(other);
    }

    private List<Barriers> barriers(Tx tx, List<Long> some) {
        var blocks = store.blocksAround(tx, some);
        var mutes = store.mutesBy(tx, some);
        return some.stream()
                .map(AccountId::new)
                .map(account -> Barriers.of(
                        account,
                        blocks,
                        mutes.stream().filter(it -> it.muter().equals(account)).toList()))
                .toList();
    }
}
