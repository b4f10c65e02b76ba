package social.ramage.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.post.IdRange;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;

/** The only way to read what one is told. */
public final class Notices {
    /** Older ones are deleted. */
    static final Duration KEPT = Duration.ofDays(180);

    private static final int DELETED_MAX = 1_000;

    private final Database db;
    private final Accounts accounts;
    private final Posts posts;
    private final Clock clock;
    private final NoticeStore store = new NoticeStore();

    public Notices(Database db, Accounts accounts, Posts posts, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.posts = posts;
        this.clock = clock;
    }

    /** Those whose posts may be seen; so there may be fewer than were asked for though there are more. */
    public Page page(Viewer viewer, Wanted wanted, IdRange range) {
        var me = viewer.account().orElseThrow(Refusal::notFound);
        if (wanted.kinds().isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        var found = db.read(tx -> store.page(tx, me, wanted, range));
        var ends = found.isEmpty()
                ? Optional.<Ends>empty()
                : Optional.of(new Ends(found.getFirst().id(), found.getLast().id()));
        return new Page(told(viewer, found), ends);
    }

    /** @param ends of what was looked at, where there was something */
    public record Page(List<Told> told, Optional<Ends> ends) {}

    public record Ends(long newest, long oldest) {}

    /** @throws Refusal NotFound when it is not there, or about what may no longer be seen */
    public Told get(Viewer viewer, long id) {
        return find(viewer, id).orElseThrow(Refusal::notFound);
    }

    /** As {@link #get}, for whoever does not know whether it is still there. */
    public Optional<Told> find(Viewer viewer, long id) {
        var me = viewer.account().orElseThrow(Refusal::notFound);
        return db.read(tx -> store.byId(tx, me, id))
                .flatMap(notice -> told(viewer, List.of(notice)).stream().findFirst());
    }

    /** How many are newer than one, {@code max} at most. */
    public long count(AccountId account, long after, Set<Notice.Kind> kinds, int max) {
        return kinds.isEmpty() ? 0 : db.read(tx -> store.count(tx, account, after, kinds, max));
    }

    /** Again is as once. */
    public void dismiss(AccountId account, long id) {
        db.transact(tx -> {
            store.delete(tx, account, id);
            return id;
        });
    }

    public void clear(AccountId account) {
        db.sweep(DELETED_MAX, tx -> store.clear(tx, account, DELETED_MAX));
    }

    /** Deletes old ones. @return how many */
    public int sweep() {
        long before = Ids.firstAt(clock.instant().minus(KEPT));
        return db.sweep(DELETED_MAX, tx -> store.sweep(tx, before, DELETED_MAX));
    }

    private List<Told> told(Viewer viewer, List<Notice> notices) {
        var postIds = notices.stream()
                .flatMap(notice -> notice.post().stream())
                .map(PostId::value)
                .distinct()
                .toList();
        var shownById = new HashMap<PostId, Shown>();
        posts.visible(postIds, viewer)
                .forEach(shown -> shownById.put(shown.post().id(), shown));
        var told = new ArrayList<Told>(notices.size());
        var restricted = accounts.restricted();
        for (var notice : notices) {
            if (restricted.isSuspended(notice.from())) {
                continue;
            }
            var shown = notice.post().map(shownById::get);
            if (notice.post().isEmpty() || shown.isPresent()) {
                told.add(new Told(notice, shown));
            }
        }
        return told;
    }
}
