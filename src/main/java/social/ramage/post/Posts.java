package social.ramage.post;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.event.Visibility;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;

/** The only way to write or read posts. */
public final class Posts implements MemoryReactor {
    /** Replies of one conversation that are shown; as many as Mastodon's API gives. */
    public static final int CONVERSATION_MAX = 4_096;

    /** Boosts that go with a post in the transaction of its deletion; what is left has nothing to show any more. */
    private static final int BOOSTS_DELETED_MAX = 1_000;

    /** Keys forgotten in one transaction. */
    private static final int KEYS_SWEPT_MAX = 1_000;

    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Ids ids;
    private final Clock clock;
    private final PostStore store = new PostStore();
    private final TagStore tags = new TagStore();
    private final SentKeys sentKeys;
    private final Editing editing;
    private final BringingIn bringingIn;
    private final Tightening tightening;
    private final KeptPosts kept;

    public Posts(Database db, Events events, Accounts accounts, Ids ids, Clock clock, long viewBytesMax) {
        this.db = db;
        this.events = events;
        this.accounts = accounts;
        this.ids = ids;
        this.clock = clock;
        this.sentKeys = new SentKeys(store, clock);
        this.editing = new Editing(store, tags, clock);
        this.bringingIn = new BringingIn(store, tags, accounts, clock);
        this.tightening = new Tightening(db, events, ids, store);
        this.kept = new KeptPosts(db, store, accounts, clock, viewBytesMax);
    }

    /**
     * Publishes at once and durably. A confidential account's posts are for its followers at most.
     *
     * @throws Refusal NotFound when it answers a post that its author may not see
     */
    public Post publish(Viewer author, Draft draft) {
        return publish(author, draft, Optional.empty());
    }

    /**
     * As above, once for each key: what a client sends again since it did not hear the answer is one post.
     *
     * @throws Refusal Invalid when the key is too long
     */
    public Post publish(Viewer author, Draft draft, Optional<String> key) {
        var me = author.account().orElseThrow(Refusal::notFound);
        key.ifPresent(SentKeys::refuseLong);
        var parent = draft.parent().map(id -> answered(id, author));
        var marks = Marks.in(draft.text().spans());
        var post = compose(me, draft, parent, marks);
        return events.change(tx -> {
            var before = key.flatMap(it -> sentKeys.sent(tx, me, it, post.id()));
            if (before.isEmpty()) {
                write(tx, post, marks);
            }
            return before.orElse(post);
        });
    }

    /**
     * Has a post say something else, to the same people; what it said before stays to be seen.
     *
     * @throws Refusal NotFound when it is not the author's own, Invalid after too many edits
     */
    public void edit(Viewer author, PostId id, Revision revision) {
        var post = get(id, author).post();
        if (!author.is(post.author()) || post.isBoost()) {
            throw Refusal.notFound();
        }
        var marks = Marks.in(revision.text().spans());
        var mentioned = mentioned(marks);
        events.change(tx -> {
            var edited = editing.edit(tx, id, revision, marks, mentioned);
            edited.ifPresent(it -> {
                tx.afterCommit(() -> remember(it));
                events.append(tx, new Event.PostEdited(id, it.author(), it.place(), it.visibility()));
            });
            return edited.isPresent();
        });
    }

    /**
     * Makes all that an author has written or passed on until now for followers only. Of many posts the oldest are so
     * when this returns, and the others soon after, even if the server stops in between.
     */
    public void tighten(Viewer author) {
        tightening.begin(author.account().orElseThrow(Refusal::notFound));
    }

    /** Goes on with what {@link #tighten} left. @return for how many authors it came to an end */
    public int sweepTightening() {
        return tightening.sweep();
    }

    /** All that a post has said, oldest first; the last is what it says. @throws Refusal NotFound */
    public List<Version> history(PostId id, Viewer viewer) {
        var post = get(id, viewer).meant();
        return db.read(tx -> editing.history(tx, post));
    }

    /** Who is concerned by these posts, by id, as far as they are there. */
    public Map<Long, Origin> origins(Tx tx, List<Long> postIds) {
        var originById = new LinkedHashMap<Long, Origin>();
        if (!postIds.isEmpty()) {
            for (var post : store.byIds(tx, postIds)) {
                originById.put(
                        post.id().value(),
                        new Origin(post.author(), post.place().thread(), post.mentions()));
            }
        }
        return originById;
    }

    /**
     * The rule of {@link #visible} in a transaction.
     *
     * @return those of these posts that an account may read
     */
    public List<Long> visibleAmong(Tx tx, List<Long> postIds, AccountId viewer) {
        return store.visibleAmong(tx, postIds, viewer.value());
    }

    public void countFavourite(Tx tx, Post post, int change) {
        store.countFavourite(tx, post.id(), change);
    }

    /** Whether it is still there. */
    public boolean exists(Tx tx, Post post) {
        return !store.existing(tx, List.of(post.id().value())).isEmpty();
    }

    /** As {@link #get}, with counts of this moment: for whoever just changed them. */
    public Shown getFresh(PostId id, Viewer viewer) {
        kept.readAgain(get(id, viewer).meant().id());
        return get(id, viewer);
    }

    /**
     * Deletes a post or takes back a boost, for good; answers to it stay.
     *
     * @return what it was
     * @throws Refusal NotFound when it is not the author's own
     */
    public Post delete(Viewer author, PostId id) {
        var post = get(id, author).post();
        if (!author.is(post.author())) {
            throw Refusal.notFound();
        }
        events.change(tx -> {
            remove(tx, post);
            return post;
        });
        return post;
    }

    /**
     * Brings in posts from elsewhere, with tallies and without an event each; whoever has brought all of theirs tells
     * the log so. One that is here already is left alone, and so is a boost of what cannot be passed on.
     *
     * @param accountOf finds those whom a text names by handle
     * @return what became of each, in their order
     */
    public List<BroughtPost.Outcome> bringIn(
            Tx tx, List<BroughtPost> brought, Function<String, Optional<AccountId>> accountOf) {
        return bringingIn.run(tx, brought, accountOf);
    }

    /** As above, where handles are those of accounts here. */
    public List<BroughtPost.Outcome> bringIn(Tx tx, List<BroughtPost> brought) {
        return bringingIn.run(tx, brought, handle -> accounts.find(tx, handle));
    }

    /** Ids of {@link Ids#imported} that no post has: each that was asked for, or the next one after it. */
    public List<PostId> freeIds(Tx tx, List<Long> wanted) {
        return bringingIn.freeIds(tx, wanted);
    }

    /** Makes posts that were brought in answers to those that came later. @return how many could be */
    public int answer(Tx tx, List<BroughtAnswer> answers) {
        return (int) answers.stream().filter(it -> bringingIn.answer(tx, it)).count();
    }

    /** @throws Refusal NotFound when there is none, or the viewer may not know that there is one */
    public Shown get(PostId id, Viewer viewer) {
        var shown = visible(List.of(id.value()), viewer);
        if (shown.isEmpty()) {
            throw Refusal.notFound();
        }
        return shown.getFirst();
    }

    /** Of these posts those that exist and that the viewer may see, in their order. */
    public List<Shown> visible(List<Long> postIds, Viewer viewer) {
        return kept.visible(postIds, viewer);
    }

    /**
     * Posts whoever may read them: what was reported, and is shown to a moderator. The ids are those of a report.
     *
     * @param moderator for whom, whom the door of moderation let in
     */
    public List<Shown> reported(List<Long> postIds, Viewer moderator) {
        return moderator.account().isEmpty() ? List.of() : kept.all(postIds);
    }

    /** Deletes somebody else's post: for the door of moderation, in a transaction of {@link Events#change}. */
    public void takeDown(Tx tx, Post post) {
        remove(tx, post);
    }

    /** Forgets keys that were sent long ago. @return how many */
    public int sweepKeys() {
        return db.sweep(KEYS_SWEPT_MAX, tx -> sentKeys.sweep(tx, KEYS_SWEPT_MAX));
    }

    /** What led to a post and what came of it, as far as the viewer may see and wants to. @throws Refusal NotFound */
    public Context context(PostId id, Viewer viewer) {
        var post = get(id, viewer).post();
        var tree = kept.tree(post.place().thread());
        return new Context(
                wanted(tree.ancestors(id.value(), CONVERSATION_MAX), viewer),
                wanted(tree.descendants(id.value(), CONVERSATION_MAX), viewer));
    }

    private List<Shown> wanted(List<Long> postIds, Viewer viewer) {
        return visible(postIds, viewer).stream()
                .filter(shown -> !shown.isLeftOutFor(viewer))
                .toList();
    }

    public record Context(List<Shown> ancestors, List<Shown> descendants) {}

    /** Candidates: whoever takes them asks {@link #visible} what may be shown. */
    public List<Long> idsBy(Tx tx, AccountId author, IdRange range) {
        return store.byAuthor(tx, author, range);
    }

    /** Candidates for the public timeline. */
    public List<Long> idsInPublic(Tx tx, IdRange range) {
        return store.inPublic(tx, range);
    }

    /** Candidates for what was said to everyone about some tags. */
    public List<Long> idsTagged(Tx tx, Tagged tagged, IdRange range) {
        return tags.posts(tx, tagged, range);
    }

    /** The rule of {@link #visible} as the database applies it. */
    public List<Long> visibleInDatabase(List<Long> postIds, Viewer viewer) {
        return db.read(tx -> store.visibleAmong(tx, postIds, viewer.id()));
    }

    @Override
    public void react(List<Logged> batch) {
        kept.react(batch);
    }

    void remember(Post post) {
        kept.remember(post);
    }

    private Post answered(PostId id, Viewer author) {
        return get(id, author).meant();
    }

    private Post compose(AccountId author, Draft draft, Optional<Post> parent, Marks marks) {
        var id = new PostId(ids.next());
        var place = new Event.Place(
                parent.map(it -> it.place().thread()).orElse(id),
                parent.map(Post::id),
                parent.map(Post::author),
                Optional.empty());
        var visibility = atMost(author, draft.visibility());
        boolean hides = draft.isSensitive() || !draft.text().warning().isEmpty();
        var words = new Post.Words(
                draft.text().value(),
                draft.text().warning(),
                draft.language(),
                hides ? Optional.of(clock.instant()) : Optional.empty(),
                Optional.empty());
        return new Post(id, author, place, visibility, words, mentioned(marks), Post.Counts.NONE);
    }

    private List<AccountId> mentioned(Marks marks) {
        var idByHandle = accounts.findAll(marks.handles());
        return marks.mentioned(handle -> Optional.ofNullable(idByHandle.get(handle)));
    }

    /** A confidential account speaks to its followers. */
    Visibility atMost(AccountId author, Visibility wanted) {
        return accounts.get(author).isLocked() ? Visibility.narrower(wanted, Visibility.FOLLOWERS) : wanted;
    }

    void remove(Tx tx, Post post) {
        var boosts = store.passed(tx, post.id(), BOOSTS_DELETED_MAX);
        store.deleteBoosts(tx, boosts);
        // A post is passed on once by each.
        var newestByBooster = new LinkedHashMap<AccountId, Optional<PostId>>();
        boosts.forEach(it -> newestByBooster.put(it.booster(), it.newestOther()));
        accounts.uncountPosts(tx, newestByBooster);
        if (store.delete(tx, post.id())) {
            tags.untag(tx, post.id());
            uncount(tx, post.author());
            post.place().parent().ifPresent(parent -> store.countReply(tx, parent, -1));
            post.place().boostOf().ifPresent(original -> store.countBoost(tx, original, -1));
            events.append(
                    tx,
                    boosts.stream().map(it -> deleted(it, post.id())).toList(),
                    new Event.PostDeleted(post.id(), post.author(), post.place(), post.visibility()));
        }
    }

    private static Event.PostDeleted deleted(PostStore.Passed it, PostId original) {
        var place = new Event.Place(it.boost(), Optional.empty(), Optional.empty(), Optional.of(original));
        return new Event.PostDeleted(it.boost(), it.booster(), place, it.visibility());
    }

    private void write(Tx tx, Post post, Marks marks) {
        store.insert(tx, post, Optional.empty());
        tags.tag(tx, post.id(), marks.nameByTag());
        store.mentionAll(tx, List.of(post));
        post.place().parent().ifPresent(parent -> store.countReply(tx, parent, 1));
        accounts.countPost(tx, post.author(), post.id());
        tx.afterCommit(() -> remember(post));
        events.append(tx, new Event.PostPublished(post.id(), post.author(), post.place(), post.visibility()));
    }

    private void uncount(Tx tx, AccountId author) {
        var newest = store.byAuthor(tx, author, IdRange.newest(1));
        accounts.uncountPosts(tx, Map.of(author, newest.stream().findFirst().map(PostId::new)));
    }
}
