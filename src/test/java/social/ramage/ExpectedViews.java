package social.ramage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import social.ramage.Expected.Pair;
import social.ramage.Expected.Said;

/** What each is shown, looked for from end to end in all that there is. Nobody is -1. */
final class ExpectedViews {
    private final Expected all;

    ExpectedViews(Expected all) {
        this.all = all;
    }

    /** Which part of a list: between two ids, the newest or, upward, the oldest so many. */
    record Part(long before, long after, int max, boolean isUpward) {
        static final Part NEWEST = new Part(Long.MAX_VALUE, 0, 1_000, false);
    }

    List<Long> home(int me, Part part) {
        return page(part, it -> isNews(me, it) && isToSomebodyOfMine(me, it) && isShown(me, it));
    }

    List<Long> inPublic(int viewer, Part part) {
        return page(
                part,
                it -> it.audience == Expected.PUBLIC
                        && !it.isBoost()
                        && (it.parent == 0 || it.parentAuthor == it.author)
                        && isShown(viewer, it));
    }

    List<Long> tagged(String tag, int viewer, Part part) {
        return page(part, it -> it.audience == Expected.PUBLIC && it.tags.contains(tag) && isShown(viewer, it));
    }

    List<Long> by(int author, int viewer, Part part) {
        return page(part, it -> it.author == author && all.sees(viewer, it.id));
    }

    /** What led to it, the first at the start; a gap ends it. */
    List<Long> ancestors(int viewer, long id) {
        var chain = new ArrayList<Long>();
        for (var at = all.posts.get(id); at != null && at.parent != 0; at = all.posts.get(at.parent)) {
            chain.addFirst(at.parent);
        }
        return shownOf(viewer, chain);
    }

    /** What came of it: each answer followed by its own answers, those of an author to themself first. */
    List<Long> descendants(int viewer, long id) {
        var chain = new ArrayList<Long>();
        addAnswers(id, chain);
        return shownOf(viewer, chain);
    }

    private void addAnswers(long id, List<Long> chain) {
        all.posts.values().stream()
                .filter(it -> it.parent == id)
                .sorted(Comparator.comparingInt((Said it) -> it.author == it.parentAuthor ? 0 : 1)
                        .thenComparingLong(it -> it.id))
                .forEach(it -> {
                    chain.add(it.id);
                    addAnswers(it.id, chain);
                });
    }

    /** Of the newest notices those whose posts may be read. */
    List<Expected.Notice> notices(int me, int max) {
        return all.notices.stream().filter(it -> it.told() == me).toList().reversed().stream()
                .limit(max)
                .filter(it -> it.post() == 0 || all.sees(me, it.post()))
                .toList();
    }

    /** What somebody gave a post, the latest gift first. */
    List<Long> given(int me, String kind, int viewer) {
        return all.given.stream()
                .filter(it -> it.who() == me && it.kind().equals(kind))
                .map(Expected.Given::post)
                .toList()
                .reversed()
                .stream()
                .filter(it -> all.sees(viewer, it))
                .toList();
    }

    List<Integer> others(Iterable<Pair> pairs, Predicate<Pair> wanted, boolean isOne) {
        var others = new ArrayList<Integer>();
        for (var pair : pairs) {
            if (wanted.test(pair)) {
                others.addFirst(isOne ? pair.one() : pair.other());
            }
        }
        return others;
    }

    private boolean isNews(int me, Said said) {
        return said.author == me || all.follows.contains(new Pair(me, said.author));
    }

    private boolean isToSomebodyOfMine(int me, Said said) {
        return said.parent == 0
                || said.parentAuthor == said.author
                || said.parentAuthor == me
                || all.follows.contains(new Pair(me, said.parentAuthor));
    }

    private boolean isShown(int viewer, Said said) {
        return all.sees(viewer, said.id)
                && !all.leavesOut(viewer, said.author)
                && !all.leavesOut(viewer, all.meant(said).author);
    }

    private List<Long> shownOf(int viewer, List<Long> ids) {
        return ids.stream()
                .filter(it -> all.posts.containsKey(it) && isShown(viewer, all.post(it)))
                .toList();
    }

    private List<Long> page(Part part, Predicate<Said> wanted) {
        var found = all.posts.descendingMap().values().stream()
                .filter(it -> it.id < part.before && it.id > part.after)
                .filter(wanted)
                .map(it -> it.id)
                .toList();
        int size = found.size();
        if (size <= part.max) {
            return found;
        }
        return part.isUpward ? found.subList(size - part.max, size) : found.subList(0, part.max);
    }
}
