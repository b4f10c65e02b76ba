package social.ramage.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Visibility;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.intake.reading.ReadPost;
import social.ramage.post.BroughtAnswer;
import social.ramage.post.BroughtPost;
import social.ramage.post.Posts;

/** Writes the posts of a few lines, each once: what has been brought before is known by its key. */
final class PostsWriter {
    private final Events events;
    private final Posts posts;
    private final AuthorAccounts accounts;
    private final IntakeStore store;
    private final String source;

    PostsWriter(Events events, Posts posts, AuthorAccounts accounts, IntakeStore store, String source) {
        this.events = events;
        this.posts = posts;
        this.accounts = accounts;
        this.store = store;
        this.source = source;
    }

    /** What one transaction wrote; {@code found} is to be kept once that is committed. */
    record Written(Report.Counts.Posts counts, AuthorAccounts.Found found) {}

    Written write(Tx tx, List<Coming> coming, boolean isFirst) {
        var here = store.posts(tx, source, keys(coming));
        if (isFirst && !here.isEmpty()) {
            // An import that broke off may have left rows that nobody was told of.
            events.append(tx, new Event.Imported());
        }
        var fresh = fresh(coming, here.keySet());
        var found = accounts.find(tx, authors(fresh), named(fresh));
        var idByKey = new HashMap<>(here);
        idByKey.putAll(freeIds(tx, fresh));
        var plan = plan(fresh, here.keySet(), idByKey, found);
        var outcomes = posts.bringIn(
                tx,
                plan.brought,
                handle -> Optional.ofNullable(found.accountByKey().get(handle)));
        var newKeys = remember(tx, plan, outcomes);
        int answers = answer(tx, plan, idByKey, newKeys)
                + (int) outcomes.stream()
                        .filter(it -> it.isNew() && it.isAnswer())
                        .count();
        return new Written(counts(coming, newKeys, answers).plus(made(found)), found);
    }

    private static Report.Counts.Posts made(AuthorAccounts.Found found) {
        return new Report.Counts.Posts(found.placed().made(), 0, 0, 0, 0);
    }

    /** Their own keys and those of what they answer. */
    private static Set<Long> keys(List<Coming> coming) {
        var keys = new LinkedHashSet<Long>();
        for (var one : coming) {
            keys.add(one.key());
            one.post().parentKey().ifPresent(keys::add);
        }
        return keys;
    }

    private static List<Coming> fresh(List<Coming> coming, Set<Long> here) {
        var freshByKey = new LinkedHashMap<Long, Coming>();
        for (var one : coming) {
            if (!here.contains(one.key())) {
                freshByKey.putIfAbsent(one.key(), one);
            }
        }
        return List.copyOf(freshByKey.values());
    }

    private static List<social.ramage.intake.reading.ReadAuthor> authors(List<Coming> fresh) {
        return fresh.stream().map(one -> one.post().author()).toList();
    }

    private static Set<String> named(List<Coming> fresh) {
        var named = new LinkedHashSet<String>();
        fresh.forEach(one -> named.addAll(one.words().marks().handles()));
        return named;
    }

    private Map<Long, PostId> freeIds(Tx tx, List<Coming> fresh) {
        var wanted = fresh.stream()
                .map(one ->
                        Ids.imported(one.post().date().at(), one.post().date().sequence()))
                .toList();
        var free = posts.freeIds(tx, wanted).iterator();
        var idByKey = new HashMap<Long, PostId>();
        fresh.forEach(one -> idByKey.put(one.key(), free.next()));
        return idByKey;
    }

    /**
     * What is to be brought, oldest first.
     *
     * @param waiting answers to what is not here, or comes after them
     */
    private record Plan(List<Long> keys, List<BroughtPost> brought, List<IntakeStore.Answer> waiting) {}

    private static Plan plan(
            List<Coming> fresh, Set<Long> here, Map<Long, PostId> idByKey, AuthorAccounts.Found found) {
        var plan = new Plan(new ArrayList<>(fresh.size()), new ArrayList<>(fresh.size()), new ArrayList<>());
        var oldestFirst = new ArrayList<>(fresh);
        oldestFirst.sort(Comparator.comparing(one -> id(idByKey, one.key())));
        for (var one : oldestFirst) {
            var post = one.post();
            var id = id(idByKey, post.key());
            var parent = post.parentKey()
                    .filter(key -> here.contains(key)
                            || (idByKey.containsKey(key) && id(idByKey, key).compareTo(id) < 0))
                    .map(key -> id(idByKey, key));
            if (parent.isEmpty()) {
                post.parentKey()
                        .filter(key -> key != post.key())
                        .ifPresent(key -> plan.waiting.add(new IntakeStore.Answer(key, id)));
            }
            plan.keys.add(post.key());
            plan.brought.add(new BroughtPost(
                    id,
                    found.account(AuthorAccounts.key(post.author())),
                    one.words(),
                    post.language(),
                    Visibility.PUBLIC,
                    parent,
                    post.original().map(ReadPost::key).map(key -> id(idByKey, key))));
        }
        return plan;
    }

    /** @return the keys of those that are new */
    private Set<Long> remember(Tx tx, Plan plan, List<BroughtPost.Outcome> outcomes) {
        var postByKey = new LinkedHashMap<Long, PostId>();
        var newKeys = new HashSet<Long>();
        for (int i = 0; i < outcomes.size(); i++) {
            var outcome = outcomes.get(i);
            long key = plan.keys.get(i);
            outcome.id().ifPresent(id -> postByKey.put(key, id));
            if (outcome.isNew()) {
                newKeys.add(key);
            }
        }
        store.rememberPosts(tx, source, postByKey);
        return newKeys;
    }

    /** Links answers that came before what they answer. @return how many */
    private int answer(Tx tx, Plan plan, Map<Long, PostId> idByKey, Set<Long> newKeys) {
        store.awaitParents(tx, source, plan.waiting);
        var waiting = store.awaiting(tx, source, newKeys);
        int linked = posts.answer(
                tx,
                waiting.stream()
                        .map(it -> new BroughtAnswer(it.post(), id(idByKey, it.parentKey())))
                        .toList());
        store.endWait(tx, source, waiting);
        return linked;
    }

    private static Report.Counts.Posts counts(Collection<Coming> coming, Set<Long> newKeys, int answers) {
        var left = new HashSet<>(newKeys);
        long written = 0;
        long boosts = 0;
        long repeated = 0;
        for (var one : coming) {
            if (left.remove(one.key())) {
                boosts += one.post().isBoost() ? 1 : 0;
                written += one.post().isBoost() ? 0 : 1;
            } else if (one.hasLine()) {
                repeated++;
            }
        }
        return new Report.Counts.Posts(0, written, boosts, answers, repeated);
    }

    private static PostId id(Map<Long, PostId> idByKey, long key) {
        return Objects.requireNonNull(idByKey.get(key));
    }
}
