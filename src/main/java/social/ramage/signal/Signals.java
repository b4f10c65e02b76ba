package social.ramage.signal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.event.Signal;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.post.Boosts;
import social.ramage.post.IdRange;
import social.ramage.post.Post;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;
import social.ramage.view.Views;

/** The only way to give a post a signal, and to know who gave which. */
public final class Signals implements MemoryReactor {
    /** As many as Mastodon allows. */
    public static final int PINS_MAX = 5;

    /** Posts, the newest, of which memory knows what an account did to them. */
    private static final int KNOWN_MAX = 400;

    /** Signals of a post that is gone that are deleted in one transaction. */
    private static final int FORGET_MAX = 1_000;

    private final Database db;
    private final Events events;
    private final Posts posts;
    private final Boosts boosts;
    private final Ids ids;
    private final SignalStore store = new SignalStore();
    private final Views<Given> given;

    public Signals(Database db, Events events, Posts posts, Boosts boosts, Ids ids, Clock clock, long viewBytesMax) {
        this.db = db;
        this.events = events;
        this.posts = posts;
        this.boosts = boosts;
        this.ids = ids;
        this.given = new Views<>(
                db, this::newest, it -> it.account().value(), clock, viewBytesMax, it -> 160 + 9 * it.size());
    }

    /**
     * Again is as once. A boost's signals are those of what it passes on.
     *
     * @throws Refusal NotFound when the post may not be seen, Invalid when it cannot be pinned
     */
    public void give(Viewer giver, PostId id, Signal signal) {
        var me = giver.account().orElseThrow(Refusal::notFound);
        var shown = posts.get(id, giver);
        if (signal == Signal.PIN) {
            refuseUnpinnable(giver, shown);
        }
        var post = shown.meant();
        var target = target(post, signal);
        events.change(tx -> {
            if (!posts.exists(tx, post)) {
                throw Refusal.notFound();
            }
            boolean isNew = store.insert(tx, ids.next(), me, target, signal);
            if (isNew) {
                count(tx, post, signal, 1);
                if (signal == Signal.PIN && store.count(tx, me, signal) > PINS_MAX) {
                    throw Refusal.invalid("id", "problem.pins_max", PINS_MAX);
                }
                events.append(tx, new Event.Signalled(me, target, post.author(), signal));
            }
            return isNew;
        });
    }

    /** Again is as once. @throws Refusal NotFound when the post may not be seen */
    public void takeBack(Viewer giver, PostId id, Signal signal) {
        var me = giver.account().orElseThrow(Refusal::notFound);
        var post = posts.get(id, giver).meant();
        var target = target(post, signal);
        events.change(tx -> {
            boolean was = store.delete(tx, me, target, signal);
            if (was) {
                count(tx, post, signal, -1);
                events.append(tx, new Event.SignalTakenBack(me, target, post.author(), signal));
            }
            return was;
        });
    }

    /** What the viewer did to at least these posts. */
    public Given given(Viewer viewer, List<Shown> page) {
        var me = viewer.account();
        if (me.isEmpty()) {
            return Given.NOTHING;
        }
        var known = given.get(me.get().value()).row().orElseThrow();
        var older = older(known, page);
        if (older.isEmpty()) {
            return known;
        }
        return db.read(tx -> {
            var all = new Given.Gathering(me.get()).all(known);
            store.among(tx, me.get(), older).forEach(pair -> all.signalled(pair.post(), pair.signal()));
            boosts.among(tx, me.get(), older).forEach(all::boosted);
            return all.given();
        });
    }

    /** Which of these accounts want to hear no more of a conversation. */
    public Set<AccountId> deafTo(Tx tx, PostId thread, Collection<AccountId> accounts) {
        return store.giversAmong(tx, accounts, thread, Signal.MUTE);
    }

    /** Who gave a post this signal, the latest first. @throws Refusal NotFound when the post may not be seen */
    public List<Signalled> on(PostId id, Viewer viewer, Signal signal, IdRange range) {
        var post = posts.get(id, viewer).meant().id();
        return db.read(tx -> store.on(tx, post, signal, range));
    }

    /** What an account gave this signal, the latest first: candidates, of which some may not be seen any more. */
    public List<Signalled> by(AccountId account, Signal signal, IdRange range) {
        return db.read(tx -> store.by(tx, account, signal, range));
    }

    /** Deletes what is left of posts that are gone. @return how many posts */
    public int sweep() {
        int swept = 0;
        for (var gone = db.read(store::nextGone); gone.isPresent(); gone = db.read(store::nextGone)) {
            var post = gone.get();
            boolean isDone = db.transact(tx -> {
                boolean isLast = store.forget(tx, post, FORGET_MAX) < FORGET_MAX;
                if (isLast) {
                    store.forgotten(tx, post);
                }
                return isLast;
            });
            swept += isDone ? 1 : 0;
        }
        return swept;
    }

    @Override
    public void react(List<Logged> batch) {
        for (var logged : batch) {
            switch (logged.event()) {
                case Event.Signalled(var account, var _, var _, var _) -> given.forget(account.value());
                case Event.SignalTakenBack(var account, var _, var _, var _) -> given.forget(account.value());
                case Event.PostPublished(var _, var author, var place, var _) -> boosted(author, place);
                case Event.PostDeleted(var _, var author, var place, var _) -> boosted(author, place);
                case Event.Imported() -> given.forgetAll();
                case Event.AccountCreated _,
                        Event.Noticed _,
                        Event.ProfileChanged _,
                        Event.PostTightened _,
                        Event.Followed _,
                        Event.Unfollowed _,
                        Event.FollowRequested _,
                        Event.FollowRequestEnded _,
                        Event.StandingChanged _,
                        Event.Blocked _,
                        Event.Unblocked _,
                        Event.Muted _,
                        Event.Unmuted _,
                        Event.PostEdited _ -> {
                    // Nothing is done to a post.
                }
            }
        }
    }

    private void boosted(AccountId booster, Event.Place place) {
        if (place.boostOf().isPresent()) {
            given.forget(booster.value());
        }
    }

    private void count(Tx tx, Post post, Signal signal, int change) {
        switch (signal) {
            case FAVOURITE -> posts.countFavourite(tx, post, change);
            case BOOKMARK, PIN, MUTE -> {
                // Nobody is told how many.
            }
        }
    }

    /** A whole conversation is muted, whichever of its posts one is at. */
    private static PostId target(Post post, Signal signal) {
        return switch (signal) {
            case MUTE -> post.place().thread();
            case FAVOURITE, BOOKMARK, PIN -> post.id();
        };
    }

    private static void refuseUnpinnable(Viewer viewer, Shown shown) {
        if (!viewer.is(shown.post().author()) || shown.post().isBoost()) {
            throw Refusal.invalid("id", "problem.pin_own");
        }
    }

    /** Of what a page needs, that which memory does not know. */
    private static List<Long> older(Given known, List<Shown> page) {
        var older = new ArrayList<Long>();
        for (var shown : page) {
            addUnknown(known, shown.post(), older);
            if (shown.post().isBoost()) {
                addUnknown(known, shown.meant(), older);
            }
        }
        return older;
    }

    private static void addUnknown(Given known, Post post, List<Long> older) {
        long id = post.id().value();
        long thread = post.place().thread().value();
        if (!known.knows(id)) {
            older.add(id);
        }
        if (thread != id && !known.knows(thread)) {
            older.add(thread);
        }
    }

    private List<Given> newest(Tx tx, List<Long> accounts) {
        return accounts.stream().map(id -> newest(tx, new AccountId(id))).toList();
    }

    private Given newest(Tx tx, AccountId account) {
        var gathering = new Given.Gathering(account);
        var signalled = store.newest(tx, account, KNOWN_MAX);
        signalled.forEach(pair -> gathering.signalled(pair.post(), pair.signal()));
        var boosted = boosts.by(tx, account, KNOWN_MAX);
        boosted.forEach(gathering::boosted);
        // Of the last post itself there may be more signals.
        if (signalled.size() == KNOWN_MAX) {
            gathering.knownFrom(signalled.getLast().post() + 1);
        }
        if (boosted.size() == KNOWN_MAX) {
            gathering.knownFrom(boosted.getLast() + 1);
        }
        return gathering.given();
    }
}
