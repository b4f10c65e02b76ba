package social.ramage.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import social.ramage.post.IdRange;

/**
 * Gathers the newest posts of many authors, asking the database for as few as it can: authors in the order of their
 * last post, and no further once nobody left can have a newer one than those found.
 */
final class Merge {
    /** Posts asked of one author at a time. */
    private static final int STEP = 20;

    private Merge() {}

    /** Reads one author's ids. */
    interface Read {
        List<Long> ids(long author, IdRange range);
    }

    /** @return up to {@code range.max()} ids, newest first */
    static List<Long> newest(Map<Long, Long> lastPostByAuthor, IdRange range, Read read) {
        var authors = new ArrayList<>(lastPostByAuthor.entrySet());
        authors.sort(Map.Entry.<Long, Long>comparingByValue().reversed());
        var best = new PriorityQueue<Long>();
        for (var author : authors) {
            boolean isOld = best.size() == range.max() && author.getValue() <= best.element();
            if (isOld || author.getValue() <= range.after()) {
                break;
            }
            addAuthor(author.getKey(), range, read, best);
        }
        var found = new ArrayList<>(best);
        found.sort(Comparator.reverseOrder());
        return found;
    }

    /** @return up to {@code range.max()} ids right above {@code range.after()}, newest first */
    static List<Long> upward(Map<Long, Long> lastPostByAuthor, IdRange range, Read read) {
        var best = new PriorityQueue<Long>(Collections.reverseOrder());
        lastPostByAuthor.forEach((author, last) -> {
            if (last > range.after()) {
                for (Long id : read.ids(author, range)) {
                    keep(best, id, range.max());
                }
            }
        });
        var found = new ArrayList<>(best);
        found.sort(Comparator.reverseOrder());
        return found;
    }

    private static void addAuthor(long author, IdRange range, Read read, PriorityQueue<Long> best) {
        int step = Math.min(STEP, range.max());
        var rest = range.withMax(step);
        while (true) {
            if (best.size() == range.max()) {
                // What is older than all that was found is not even read.
                rest = rest.newerThan(best.element());
            }
            var ids = read.ids(author, rest);
            ids.forEach(id -> keep(best, id, range.max()));
            if (ids.size() < step || best.element() > ids.getLast()) {
                return;
            }
            rest = rest.olderThan(ids.getLast());
        }
    }

    private static void keep(PriorityQueue<Long> best, Long id, int max) {
        best.add(id);
        if (best.size() > max) {
            best.poll();
        }
    }
}
