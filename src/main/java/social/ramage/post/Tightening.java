package social.ramage.post;

import java.util.List;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;

/**
 * Makes all earlier posts of an author posts for followers. An account may have very many, so that this is done a
 * little at a time; how far it has come is in the database, and whoever stops in between goes on after the next start.
 */
final class Tightening {
    /** Posts in one transaction. */
    private static final int POSTS_MAX = 100;
    /** Transactions that whoever asked for it waits for. */
    private static final int AT_ONCE_MAX = 3;

    private final Database db;
    private final Events events;
    private final Ids ids;
    private final PostStore posts;
    private final TighteningStore store = new TighteningStore();

    Tightening(Database db, Events events, Ids ids, PostStore posts) {
        this.db = db;
        this.events = events;
        this.ids = ids;
        this.posts = posts;
    }

    void begin(AccountId author) {
        long upTo = ids.next();
        db.change(tx -> store.begin(tx, author, upTo));
        int done = 0;
        boolean isMoreLeft;
        do {
            isMoreLeft = goOn(author);
        } while (isMoreLeft && ++done < AT_ONCE_MAX);
    }

    /** @return for how many authors it came to an end */
    int sweep() {
        int ended = 0;
        for (var next = db.read(store::next); next.isPresent(); next = db.read(store::next)) {
            ended += goOn(next.get()) ? 0 : 1;
        }
        return ended;
    }

    /** @return false when that was all */
    private boolean goOn(AccountId author) {
        return events.change(tx -> goOn(tx, author));
    }

    private boolean goOn(Tx tx, AccountId author) {
        var left = store.find(tx, author);
        if (left.isEmpty()) {
            return false;
        }
        var range = new IdRange(left.get().upTo() + 1, left.get().doneTo(), POSTS_MAX, /* isUpward= */ true);
        var some = posts.byAuthor(tx, author, range);
        var wide = some.isEmpty()
                ? List.<Post>of()
                : posts.byIds(tx, some).stream()
                        .filter(post -> post.visibility() != Visibility.FOLLOWERS)
                        .toList();
        store.tighten(tx, wide.stream().map(post -> post.id().value()).toList());
        for (var post : wide) {
            events.append(tx, new Event.PostTightened(post.id(), author, post.place(), Visibility.FOLLOWERS));
        }
        if (some.size() < POSTS_MAX) {
            store.end(tx, author);
            return false;
        }
        store.move(tx, author, some.stream().mapToLong(Long::longValue).max().orElseThrow());
        return true;
    }
}
