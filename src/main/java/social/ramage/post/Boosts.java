package social.ramage.post;

import java.util.List;
import java.util.Optional;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Visibility;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;

/** The only way to pass posts on, and to know who did. */
public final class Boosts {
    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Posts posts;
    private final Ids ids;
    private final PostStore store = new PostStore();

    public Boosts(Database db, Events events, Accounts accounts, Posts posts, Ids ids) {
        this.db = db;
        this.events = events;
        this.accounts = accounts;
        this.posts = posts;
        this.ids = ids;
    }

    /**
     * Passes a post on, to nobody whom it is not for. Again is as once.
     *
     * @param wanted for whom, at most
     * @throws Refusal NotFound when it may not be seen, Invalid when it is for another's followers only
     */
    public PostId boost(Viewer booster, PostId id, Visibility wanted) {
        var me = booster.account().orElseThrow(Refusal::notFound);
        var original = posts.get(id, booster).meant();
        if (original.visibility() == Visibility.FOLLOWERS && !booster.is(original.author())) {
            throw Refusal.invalid("id", "problem.boost_restricted");
        }
        var visibility = Visibility.narrower(original.visibility(), posts.atMost(me, wanted));
        return events.change(tx -> {
            var before = store.boostBy(tx, me, original.id());
            if (before.isPresent()) {
                return before.get();
            }
            // Its author may have deleted it meanwhile, with the boosts that it had.
            if (!posts.exists(tx, original)) {
                throw Refusal.notFound();
            }
            var boostId = new PostId(ids.next());
            var place = new Event.Place(boostId, Optional.empty(), Optional.empty(), Optional.of(original.id()));
            var boost = new Post(boostId, me, place, visibility, Post.Words.NONE, List.of(), Post.Counts.NONE);
            store.insert(tx, boost, Optional.empty());
            store.countBoost(tx, original.id(), 1);
            accounts.countPost(tx, me, boostId);
            tx.afterCommit(() -> posts.remember(boost));
            events.append(tx, new Event.PostPublished(boostId, me, place, visibility));
            return boostId;
        });
    }

    /**
     * Takes a boost back, when there is one.
     *
     * @param id of the boost, or of what it passes on
     * @return what it passed on
     */
    public PostId takeBack(Viewer booster, PostId id) {
        var me = booster.account().orElseThrow(Refusal::notFound);
        var original = posts.visible(List.of(id.value()), booster).stream()
                .map(shown -> shown.meant().id())
                .findFirst()
                .orElse(id);
        events.change(tx -> {
            var boost = store.boostBy(tx, me, original);
            boost.flatMap(it -> store.byId(tx, it)).ifPresent(it -> posts.remove(tx, it));
            return boost.isPresent();
        });
        return original;
    }

    /** Who passed a post on, the latest first. @throws Refusal NotFound when it may not be seen */
    public List<Boost> of(PostId id, Viewer viewer, IdRange range) {
        var original = posts.get(id, viewer).meant().id();
        return db.read(tx -> store.boosts(tx, original, range));
    }

    /** What an account passed on: candidates, the newest post first. */
    public List<Long> by(Tx tx, AccountId booster, int max) {
        return store.boostedBy(tx, booster, max);
    }

    /** Which of these an account passed on. */
    public List<Long> among(Tx tx, AccountId booster, List<Long> originals) {
        return originals.isEmpty() ? List.of() : store.boostedAmong(tx, booster, originals);
    }
}
