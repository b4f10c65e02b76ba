package social.ramage.timeline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.EventLog;
import social.ramage.event.Live;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.event.Visibility;
import social.ramage.follow.Followees;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.post.IdRange;
import social.ramage.post.Post;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.post.Tagged;
import social.ramage.problem.Refusal;
import social.ramage.view.Views;

/**
 * Posts in the order of time. What is kept in memory are candidates; whether a viewer may see one is asked when it is
 * read.
 *
 * <p>A home timeline that nobody has read lately is not kept. At the first reading it is put together from the
 * database together with the number of the last event that reading saw; on the reactors' thread the events since are
 * added, and from then on it is kept current.
 */
public final class Timelines implements MemoryReactor {
    /** Events remembered for those who are just being put together. */
    private static final int RECENT_MAX = 8_192;

    private static final int SETTLE_TRIES = 5;
    private static final int LATEST_BYTES_MAX = 32 << 20;

    /** Looks at candidates for one page, each at twice as many as the one before, when many are not for the viewer. */
    private static final int LOOKS_MAX = 10;

    private static final int LOOK_IDS_MAX = 320;

    private static final long[] NONE_KEPT = {};

    private final Database db;
    private final EventLog log;
    private final Live live;
    private final Accounts accounts;
    private final Follows follows;
    private final Posts posts;
    private final Residents residents = new Residents();
    private final Views<LatestPosts> latest;
    private final RecentEvents recent = new RecentEvents(RECENT_MAX);
    private volatile @Nullable Ring inPublic;
    private long deliveries;

    public Timelines(
            Database db, EventLog log, Live live, Accounts accounts, Follows follows, Posts posts, Clock clock) {
        this.db = db;
        this.log = log;
        this.live = live;
        this.accounts = accounts;
        this.follows = follows;
        this.posts = posts;
        this.latest = new Views<>(
                db,
                this::latestOf,
                it -> it.author().value(),
                clock,
                LATEST_BYTES_MAX,
                it -> 96 + 8 * it.newestFirst().length);
    }

    /** Own and followees' posts and boosts; answers only if they go to somebody followed, to me, or on in one's own. */
    public List<Shown> home(Viewer viewer, IdRange range) {
        var me = viewer.account().orElseThrow(Refusal::notFound);
        var ring = residents.find(me).orElseGet(() -> settle(me));
        return page(
                ring.newestFirst(),
                ring.size() < Ring.IDS_MAX,
                range,
                viewer,
                shown -> isForHome(viewer, shown),
                older -> {
                    return db.read(tx -> homeIds(tx, me, follows.followees(tx, me), older));
                });
    }

    /** A post that just came or changed, when home shows it: the same rule, for those who listen. */
    public Optional<Shown> atHome(Viewer viewer, PostId post) {
        return one(viewer, post)
                .filter(shown -> isOfHome(viewer, shown.post().author()))
                .filter(shown -> isForHome(viewer, shown));
    }

    /** Whether home may have shown what is gone now. */
    public boolean wasAtHome(Viewer viewer, Event.PostDeleted gone) {
        return isOfHome(viewer, gone.author())
                && isNotKeptFrom(viewer, gone.author())
                && isAnswerForHome(viewer, gone.author(), gone.place())
                && gone.place()
                        .boostOf()
                        .map(original -> one(viewer, original)
                                .filter(shown -> !shown.isLeftOutFor(viewer))
                                .isPresent())
                        .orElse(true);
    }

    /** A post that just came or changed, when the public timeline shows it. */
    public Optional<Shown> inPublic(Viewer viewer, PostId post) {
        return saidToAll(viewer, post)
                .filter(shown -> shown.post().place().isOpening(shown.post().author()));
    }

    /** Whether the public timeline may have shown what is gone now. */
    public boolean wasInPublic(Viewer viewer, Event.PostDeleted gone) {
        return wasSaidToAll(viewer, gone) && gone.place().isOpening(gone.author());
    }

    /** A post that just came or changed, when it is for everyone and so for the topics that it names. */
    public Optional<Shown> saidToAll(Viewer viewer, PostId post) {
        return one(viewer, post).filter(isForPublic(viewer));
    }

    /** Whether topics may have shown what is gone now. */
    public boolean wasSaidToAll(Viewer viewer, Event.PostDeleted gone) {
        return gone.visibility() == Visibility.PUBLIC
                && isNotKeptFrom(viewer, gone.author())
                && viewer.comesAcross(gone.author(), accounts.restricted());
    }

    /** What is said to everyone. */
    public List<Shown> inPublic(Viewer viewer, IdRange range) {
        var ring = inPublic;
        if (ring == null) {
            ring = settlePublic();
        }
        return page(
                ring.newestFirst(),
                ring.size() < Ring.IDS_MAX,
                range,
                viewer,
                isForPublic(viewer),
                older -> db.read(tx -> posts.idsInPublic(tx, older)));
    }

    /** What was said to everyone about some tags, down to the very first. */
    public List<Shown> tagged(Tagged tagged, Viewer viewer, IdRange range) {
        return page(
                NONE_KEPT,
                /* isAll= */ false,
                range,
                viewer,
                isForPublic(viewer),
                older -> db.read(tx -> posts.idsTagged(tx, tagged, older)));
    }

    /** What one account said and passed on. */
    public List<Shown> by(AccountId author, Viewer viewer, IdRange range, Predicate<Post> wanted) {
        var kept = latest.get(author.value()).row().orElseThrow(Refusal::notFound);
        return page(
                kept.newestFirst(),
                kept.isAll(),
                range,
                viewer,
                shown -> wanted.test(shown.post()),
                older -> db.read(tx -> posts.idsBy(tx, author, older)));
    }

    public long residents() {
        return residents.size();
    }

    /** How many times a post was put into a home timeline here. */
    public long deliveries() {
        return deliveries;
    }

    @Override
    public void react(List<Logged> batch) {
        for (var logged : batch) {
            recent.add(logged);
            switch (logged.event()) {
                case Event.PostPublished published -> publish(published);
                case Event.PostDeleted(var _, var author, var _, var _) -> latest.forget(author.value());
                case Event.Followed(var follower, var _) -> residents.drop(follower);
                case Event.Unfollowed(var follower, var _) -> residents.drop(follower);
                case Event.Imported() -> forgetAll();
                case Event.AccountCreated _,
                        Event.Noticed _,
                        Event.ProfileChanged _,
                        Event.PostTightened _,
                        Event.FollowRequested _,
                        Event.FollowRequestEnded _,
                        Event.StandingChanged _,
                        Event.Blocked _,
                        Event.Unblocked _,
                        Event.Muted _,
                        Event.Unmuted _,
                        Event.PostEdited _,
                        Event.Signalled _,
                        Event.SignalTakenBack _ -> {
                    // No timeline has more or less to show.
                }
            }
        }
    }

    private void publish(Event.PostPublished published) {
        long post = published.post().value();
        deliveries += residents.deliver(published.author(), post);
        latest.forget(published.author().value());
        var ring = inPublic;
        if (ring != null && isInPublic(published)) {
            ring.add(post);
        }
    }

    private void forgetAll() {
        residents.dropAll();
        latest.forgetAll();
        inPublic = null;
    }

    private static boolean isInPublic(Event.PostPublished published) {
        return published.visibility() == Visibility.PUBLIC && published.place().isOpening(published.author());
    }

    /** What everybody comes across; a post may have been tightened since it came. */
    private Predicate<Shown> isForPublic(Viewer viewer) {
        var restricted = accounts.restricted();
        return shown -> shown.post().visibility() == Visibility.PUBLIC
                && !shown.isLeftOutFor(viewer)
                && viewer.comesAcross(shown.post().author(), restricted);
    }

    private static boolean isForHome(Viewer viewer, Shown shown) {
        return !shown.isLeftOutFor(viewer)
                && isAnswerForHome(viewer, shown.post().author(), shown.post().place());
    }

    private static boolean isAnswerForHome(Viewer viewer, AccountId author, Event.Place place) {
        return place.parentAuthor()
                .map(answered -> answered.equals(author) || viewer.is(answered) || viewer.follows(answered))
                .orElse(true);
    }

    private Optional<Shown> one(Viewer viewer, PostId post) {
        return posts.visible(List.of(post.value()), viewer).stream().findFirst();
    }

    private static boolean isOfHome(Viewer viewer, AccountId author) {
        return viewer.is(author) || viewer.follows(author);
    }

    private static boolean isNotKeptFrom(Viewer viewer, AccountId author) {
        return !viewer.isBlockedBy(author) && !viewer.leavesOut(author);
    }

    /** Reads older or other candidates than those kept in memory. */
    private interface Older {
        List<Long> ids(IdRange range);
    }

    private List<Shown> page(
            long[] kept, boolean isAll, IdRange range, Viewer viewer, Predicate<Shown> wanted, Older older) {
        var found = new ArrayList<Shown>(range.max());
        var rest = range;
        for (int look = 0; look < LOOKS_MAX && found.size() < range.max(); look++) {
            if (look > 0) {
                rest = rest.withMax(Math.min(rest.max() * 2, LOOK_IDS_MAX));
            }
            var candidates = candidates(kept, isAll, rest, older);
            for (var shown : posts.visible(candidates, viewer)) {
                if (wanted.test(shown)) {
                    found.add(shown);
                }
            }
            if (candidates.size() < rest.max()) {
                break;
            }
            rest = range.isUpward() ? rest.newerThan(candidates.getFirst()) : rest.olderThan(candidates.getLast());
        }
        return trim(found, range);
    }

    /** What came of several looks may be more than a page: the nearest to where the reader stands are the page. */
    private static List<Shown> trim(List<Shown> found, IdRange range) {
        if (range.isUpward()) {
            found.sort((one, other) -> other.post().id().compareTo(one.post().id()));
            return found.size() > range.max() ? found.subList(found.size() - range.max(), found.size()) : found;
        }
        return found.size() > range.max() ? found.subList(0, range.max()) : found;
    }

    private static List<Long> candidates(long[] kept, boolean isAll, IdRange range, Older older) {
        long oldest = kept.length == 0 ? Long.MAX_VALUE : kept[kept.length - 1];
        boolean reachesBelow = range.isUpward() ? range.after() < oldest : range.after() < oldest && !isAll;
        var inside = new ArrayList<Long>(range.max());
        if (range.isUpward()) {
            if (reachesBelow && !isAll) {
                return older.ids(range);
            }
            for (int i = kept.length - 1; i >= 0 && inside.size() < range.max(); i--) {
                if (range.contains(kept[i])) {
                    inside.addFirst(kept[i]);
                }
            }
            return inside;
        }
        for (int i = 0; i < kept.length && inside.size() < range.max(); i++) {
            if (range.contains(kept[i])) {
                inside.add(kept[i]);
            }
        }
        if (inside.size() < range.max() && reachesBelow) {
            long below = inside.isEmpty() ? range.before() : inside.getLast();
            inside.addAll(older.ids(range.olderThan(below).withMax(range.max() - inside.size())));
        }
        return inside;
    }

    private Ring settle(AccountId account) {
        for (int i = 0; i < SETTLE_TRIES; i++) {
            var snapshot = db.read(tx -> {
                var followees = follows.followees(tx, account);
                return new Snapshot(
                        log.head(tx), followees, homeIds(tx, account, followees, IdRange.newest(Ring.IDS_MAX)));
            });
            var ring = live.call(() -> settle(account, snapshot));
            if (ring.isPresent()) {
                return ring.get();
            }
        }
        throw new IllegalStateException("a home timeline could not be put together");
    }

    /** On the reactors' thread: adds what came after the snapshot; nothing, when that is not known any more. */
    private Optional<Ring> settle(AccountId account, Snapshot snapshot) {
        var since = recent.after(snapshot.head, live.position());
        if (since.isEmpty()) {
            return Optional.empty();
        }
        var ids = new java.util.TreeSet<>(snapshot.ids);
        for (var logged : since.get()) {
            switch (logged.event()) {
                case Event.PostPublished(var post, var author, var _, var _) -> {
                    if (author.equals(account) || snapshot.followees.contains(author)) {
                        ids.add(post.value());
                    }
                }
                case Event.Followed(var follower, var _)
                when follower.equals(account) -> {
                    return Optional.empty();
                }
                case Event.Unfollowed(var follower, var _)
                when follower.equals(account) -> {
                    return Optional.empty();
                }
                case Event.Imported() -> {
                    return Optional.empty();
                }
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
                        Event.PostEdited _,
                        Event.PostDeleted _,
                        Event.Signalled _,
                        Event.SignalTakenBack _ -> {
                    // Adds no candidate.
                }
            }
        }
        var ring = new Ring(ids.stream().mapToLong(Long::longValue).toArray());
        residents.settle(account, snapshot.followees, ring);
        return Optional.of(ring);
    }

    private Ring settlePublic() {
        for (int i = 0; i < SETTLE_TRIES; i++) {
            var snapshot = db.read(
                    tx -> new PublicSnapshot(log.head(tx), posts.idsInPublic(tx, IdRange.newest(Ring.IDS_MAX))));
            var ring = live.call(() -> settlePublic(snapshot));
            if (ring.isPresent()) {
                return ring.get();
            }
        }
        throw new IllegalStateException("the public timeline could not be put together");
    }

    private Optional<Ring> settlePublic(PublicSnapshot snapshot) {
        var since = recent.after(snapshot.head, live.position());
        if (since.isEmpty()) {
            return Optional.empty();
        }
        var ids = new java.util.TreeSet<>(snapshot.ids);
        for (var logged : since.get()) {
            if (logged.event() instanceof Event.PostPublished published && isInPublic(published)) {
                ids.add(published.post().value());
            } else if (logged.event() instanceof Event.Imported) {
                return Optional.empty();
            }
        }
        var ring = new Ring(ids.stream().mapToLong(Long::longValue).toArray());
        inPublic = ring;
        return Optional.of(ring);
    }

    private List<Long> homeIds(Tx tx, AccountId account, Followees followees, IdRange range) {
        var authors = new ArrayList<Long>(followees.size() + 1);
        authors.add(account.value());
        for (long followee : followees.ids()) {
            authors.add(followee);
        }
        var lastPostByAuthor = accounts.lastPosts(tx, authors);
        Merge.Read read = (author, some) -> posts.idsBy(tx, new AccountId(author), some);
        return range.isUpward()
                ? Merge.upward(lastPostByAuthor, range, read)
                : Merge.newest(lastPostByAuthor, range, read);
    }

    private List<LatestPosts> latestOf(Tx tx, List<Long> authors) {
        return authors.stream()
                .map(author -> new LatestPosts(
                        new AccountId(author),
                        posts.idsBy(tx, new AccountId(author), IdRange.newest(LatestPosts.IDS_MAX)).stream()
                                .mapToLong(Long::longValue)
                                .toArray()))
                .toList();
    }

    private record Snapshot(long head, Followees followees, List<Long> ids) {}

    private record PublicSnapshot(long head, List<Long> ids) {}
}
