package social.ramage.post;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;

/** Writes many posts from elsewhere at once, with all that hangs on them. */
final class BringingIn {
    /** Ids tried in one statement, when those of a moment are taken. */
    private static final int TRIED_AT_ONCE = 64;

    private final PostStore store;
    private final TagStore tags;
    private final Accounts accounts;
    private final Clock clock;

    BringingIn(PostStore store, TagStore tags, Accounts accounts, Clock clock) {
        this.store = store;
        this.tags = tags;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param accountOf finds those whom a text names by handle */
    List<BroughtPost.Outcome> run(Tx tx, List<BroughtPost> brought, Function<String, Optional<AccountId>> accountOf) {
        var locked = accounts.lockedAmong(tx, authors(brought));
        var postById = known(tx, brought);
        var made = new LinkedHashMap<PostId, Post>();
        for (var one : brought) {
            if (one.boostOf().isEmpty()) {
                var post = post(one, postById, locked, accountOf);
                postById.put(post.id(), post);
                made.put(post.id(), post);
            } else {
                // For those who answer it.
                boost(one, postById, locked).ifPresent(boost -> postById.put(boost.id(), boost));
            }
        }
        // Boosts last: what they pass on may have been brought after them.
        for (var one : brought) {
            boost(one, postById, locked).ifPresent(boost -> made.put(boost.id(), boost));
        }
        var written = write(tx, made.values());
        settle(tx, written.values());
        tags.tagAll(
                tx,
                brought.stream().filter(one -> written.containsKey(one.id())).toList());
        return brought.stream()
                .map(one -> outcome(tx, Optional.ofNullable(made.get(one.id())), written.keySet()))
                .toList();
    }

    /** Ids for posts of these times that no post has: each that was asked for, or the next one after it. */
    List<PostId> freeIds(Tx tx, List<Long> wanted) {
        var taken = wanted.isEmpty() ? new HashSet<Long>() : store.existing(tx, wanted);
        var lastByWanted = new HashMap<Long, Long>();
        var free = new ArrayList<PostId>(wanted.size());
        for (long want : wanted) {
            long id = taken.contains(want) ? nextFree(tx, lastByWanted.getOrDefault(want, want), taken) : want;
            taken.add(id);
            lastByWanted.put(want, id);
            free.add(new PostId(id));
        }
        return free;
    }

    /** @return false when it cannot be one */
    boolean answer(Tx tx, BroughtAnswer brought) {
        var found = new HashMap<PostId, Post>();
        read(tx, List.of(brought.post(), brought.parent()), found);
        var answer = found.get(brought.post());
        var answered = answered(brought.parent(), found);
        if (answer == null || answered.isEmpty()) {
            return false;
        }
        var parent = answered.get();
        // A chain of answers that leads back to itself would have no first post.
        boolean isCircle = parent.place().thread().equals(answer.id());
        if (answer.place().parent().isPresent() || answer.isBoost() || isCircle) {
            return false;
        }
        store.answer(tx, answer.id(), parent);
        store.countReplies(tx, Map.of(parent.id(), 1));
        return true;
    }

    /** Whoever answers a boost answers what it passes on. */
    private static Optional<Post> answered(PostId parent, Map<PostId, Post> postById) {
        return Optional.ofNullable(postById.get(parent))
                .map(post -> post.place().boostOf().isEmpty()
                        ? post
                        : postById.get(post.place().boostOf().get()));
    }

    private long nextFree(Tx tx, long after, Set<Long> taken) {
        long at = after;
        while (true) {
            var tried = new ArrayList<Long>(TRIED_AT_ONCE);
            for (int i = 0; i < TRIED_AT_ONCE; i++) {
                at = Ids.importedAfter(at);
                tried.add(at);
            }
            var existing = store.existing(tx, tried);
            for (long id : tried) {
                if (!existing.contains(id) && !taken.contains(id)) {
                    return id;
                }
            }
        }
    }

    /** Those that are here already and that others answer or pass on. */
    private Map<PostId, Post> known(Tx tx, List<BroughtPost> brought) {
        var wanted = new LinkedHashSet<PostId>();
        for (var one : brought) {
            one.parent().ifPresent(wanted::add);
            one.boostOf().ifPresent(wanted::add);
        }
        brought.forEach(one -> wanted.remove(one.id()));
        var postById = new HashMap<PostId, Post>();
        read(tx, wanted, postById);
        return postById;
    }

    private static List<AccountId> authors(List<BroughtPost> brought) {
        return brought.stream().map(BroughtPost::author).distinct().toList();
    }

    /** Those that are here, with what they pass on. */
    private void read(Tx tx, Collection<PostId> ids, Map<PostId, Post> postById) {
        readThese(tx, ids, postById);
        var passedOn = ids.stream()
                .map(postById::get)
                .filter(Objects::nonNull)
                .flatMap(post -> post.place().boostOf().stream())
                .toList();
        readThese(tx, passedOn, postById);
    }

    private void readThese(Tx tx, Collection<PostId> ids, Map<PostId, Post> postById) {
        if (!ids.isEmpty()) {
            store.byIds(tx, ids.stream().map(PostId::value).toList()).forEach(post -> postById.put(post.id(), post));
        }
    }

    private static Post post(
            BroughtPost one,
            Map<PostId, Post> postById,
            Set<AccountId> locked,
            Function<String, Optional<AccountId>> accountOf) {
        var parent = one.parent().flatMap(id -> answered(id, postById));
        var place = new Event.Place(
                parent.map(it -> it.place().thread()).orElse(one.id()),
                parent.map(Post::id),
                parent.map(Post::author),
                Optional.empty());
        return new Post(
                one.id(),
                one.author(),
                place,
                audience(one, locked),
                new Post.Words(one.words().text(), "", one.language(), Optional.empty(), Optional.empty()),
                one.words().marks().mentioned(accountOf),
                Post.Counts.NONE);
    }

    private static Optional<Post> boost(BroughtPost one, Map<PostId, Post> postById, Set<AccountId> locked) {
        return one.boostOf()
                .map(postById::get)
                .filter(original -> !original.isBoost() && original.visibility() != Visibility.FOLLOWERS)
                .map(original -> new Post(
                        one.id(),
                        one.author(),
                        new Event.Place(one.id(), Optional.empty(), Optional.empty(), Optional.of(original.id())),
                        audience(one, locked),
                        Post.Words.NONE,
                        List.of(),
                        Post.Counts.NONE));
    }

    private static Visibility audience(BroughtPost one, Set<AccountId> locked) {
        return locked.contains(one.author())
                ? Visibility.narrower(one.visibility(), Visibility.FOLLOWERS)
                : one.visibility();
    }

    private Map<PostId, Post> write(Tx tx, Collection<Post> posts) {
        var isNew = store.insertAll(tx, posts, Optional.of(clock.instant()));
        var written = new LinkedHashMap<PostId, Post>();
        int i = 0;
        for (var post : posts) {
            if (isNew[i++] == 1) {
                written.put(post.id(), post);
            }
        }
        return written;
    }

    private void settle(Tx tx, Collection<Post> written) {
        store.mentionAll(tx, written);
        var repliesByPost = new HashMap<PostId, Integer>();
        var boostsByPost = new HashMap<PostId, Integer>();
        var tallyByAccount = new HashMap<AccountId, Account.Tally>();
        for (var post : written) {
            post.place().parent().ifPresent(parent -> repliesByPost.merge(parent, 1, Integer::sum));
            post.place().boostOf().ifPresent(original -> boostsByPost.merge(original, 1, Integer::sum));
            tallyByAccount.merge(
                    post.author(), new Account.Tally(1, 0, 0, Optional.of(post.id())), Account.Tally::plus);
        }
        store.countReplies(tx, repliesByPost);
        store.countBoosts(tx, boostsByPost);
        accounts.addTallies(tx, tallyByAccount);
    }

    private BroughtPost.Outcome outcome(Tx tx, Optional<Post> made, Set<PostId> written) {
        if (made.isEmpty()) {
            return BroughtPost.Outcome.LEFT_OUT;
        }
        var post = made.get();
        boolean isNew = written.contains(post.id());
        // A second boost by the same account is the first one.
        var before = isNew
                ? Optional.<PostId>empty()
                : post.place().boostOf().flatMap(original -> store.boostBy(tx, post.author(), original));
        return new BroughtPost.Outcome(
                Optional.of(before.orElse(post.id())),
                isNew,
                post.place().parent().isPresent());
    }
}
