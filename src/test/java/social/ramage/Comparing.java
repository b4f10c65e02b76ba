package social.ramage;

import static social.ramage.History.same;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import social.ramage.ExpectedViews.Part;
import social.ramage.event.Signal;
import social.ramage.follow.Block;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowPage;
import social.ramage.follow.Mute;
import social.ramage.follow.Relation;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.notice.Notice;
import social.ramage.notice.Wanted;
import social.ramage.post.IdRange;
import social.ramage.post.Shown;
import social.ramage.post.Tagged;
import social.ramage.problem.Refusal;

/** Asks a Ramage all that can be asked, and holds it to what is expected. */
final class Comparing {
    private static final FollowPage ALL = new FollowPage(Long.MAX_VALUE, 0, 1_000);

    private final History history;
    private final Ramage ramage;
    private final Expected expected;
    private final ExpectedViews views;

    /** @param ramage the history's own, or another node's */
    Comparing(History history, Ramage ramage) {
        this.history = history;
        this.ramage = ramage;
        this.expected = history.expected;
        this.views = new ExpectedViews(expected);
    }

    /** A look at a part of it, as a reader would have it next. */
    void some(Random random) {
        int viewer = random.nextInt(History.PEOPLE + 1) - 1;
        timelines(viewer, part(random));
        author(random.nextInt(History.PEOPLE), viewer, part(random));
        if (!history.ever().isEmpty()) {
            post(history.ever().get(random.nextInt(history.ever().size())), viewer);
            post(history.ever().getLast(), viewer);
        }
        int person = random.nextInt(History.PEOPLE);
        notices(person, 1 + random.nextInt(20));
        account(person);
    }

    void all() {
        for (int viewer = -1; viewer < History.PEOPLE; viewer++) {
            timelines(viewer, Part.NEWEST);
            for (int author = 0; author < History.PEOPLE; author++) {
                author(author, viewer, Part.NEWEST);
            }
            for (long post : history.ever()
                    .subList(
                            Math.max(0, history.ever().size() - 12),
                            history.ever().size())) {
                post(post, viewer);
            }
            posts(viewer);
        }
        for (int person = 0; person < History.PEOPLE; person++) {
            notices(person, 1_000);
            account(person);
            lists(person);
            relations(person);
        }
    }

    private void timelines(int viewer, Part part) {
        var as = viewer(viewer);
        var range = range(part);
        if (viewer >= 0) {
            same("home of " + viewer + " " + part, views.home(viewer, part), ids(ramage.timelines.home(as, range)));
        }
        same(
                "public to " + viewer + " " + part,
                views.inPublic(viewer, part),
                ids(ramage.timelines.inPublic(as, range)));
        for (var tag : History.tags()) {
            var tagged = Tagged.of(tag, List.of(), List.of(), List.of());
            same(
                    "#" + tag + " to " + viewer + " " + part,
                    views.tagged(tag, viewer, part),
                    ids(ramage.timelines.tagged(tagged, as, range)));
        }
    }

    private void author(int author, int viewer, Part part) {
        same(
                "posts of " + author + " to " + viewer + " " + part,
                views.by(author, viewer, part),
                ids(ramage.timelines.by(history.account(author), viewer(viewer), range(part), _ -> true)));
        same(
                "pins of " + author + " to " + viewer,
                views.given(author, "PIN", viewer),
                visible(given(author, Signal.PIN), viewer));
    }

    private void post(long id, int viewer) {
        var as = viewer(viewer);
        var what = "post " + history.ever().indexOf(id) + " to " + viewer;
        try {
            var context = ramage.posts.context(new PostId(id), as);
            same(what + " is seen", expected.sees(viewer, id), true);
            same(what + ", what led to it", views.ancestors(viewer, id), ids(context.ancestors()));
            same(what + ", what came of it", views.descendants(viewer, id), ids(context.descendants()));
            var said = expected.post(id);
            var texts = ramage.posts.history(new PostId(id), as).stream()
                    .map(it -> it.text())
                    .toList();
            same(what + " said", expected.meant(said).isBoost() ? List.of() : expected.meant(said).texts, texts);
        } catch (Refusal _) {
            same(what + " is seen", expected.sees(viewer, id), false);
        }
    }

    /** All posts at once, with their counts and what the viewer gave them. */
    private void posts(int viewer) {
        var as = viewer(viewer);
        var shown = ramage.posts.visible(history.ever(), as);
        same(
                "posts seen by " + viewer,
                history.ever().stream().filter(it -> expected.sees(viewer, it)).toList(),
                ids(shown));
        var given = ramage.signals.given(as, shown);
        for (var one : shown) {
            long id = one.post().id().value();
            var said = expected.post(id);
            var what = "post " + history.ever().indexOf(id) + " to " + viewer;
            same(
                    what + " says",
                    said.isBoost() ? "" : said.texts.getLast(),
                    one.post().words().text());
            same(
                    what + " names",
                    new HashSet<>(said.named),
                    new HashSet<>(
                            one.post().mentions().stream().map(history::person).toList()));
            same(
                    what + ", replies",
                    count(it -> it.parent == id),
                    one.post().counts().replies());
            same(
                    what + ", boosts",
                    count(it -> it.boostOf == id),
                    one.post().counts().boosts());
            same(
                    what + ", favourites",
                    expected.given.stream()
                            .filter(it -> it.post() == id && it.kind().equals("FAVOURITE"))
                            .count(),
                    one.post().counts().favourites());
            for (var signal : Signal.values()) {
                long target = signal == Signal.MUTE ? said.thread : id;
                same(
                        what + ", " + signal,
                        expected.given.contains(new Expected.Given(viewer, target, signal.name())),
                        given.has(new PostId(target), signal));
            }
            same(what + ", boosted", expected.boostBy(viewer, id) != null, given.hasBoosted(new PostId(id)));
        }
    }

    private void notices(int me, int max) {
        var as = viewer(me);
        var found = ramage
                .notices
                .page(as, new Wanted(EnumSet.allOf(Notice.Kind.class), Optional.empty()), IdRange.newest(max))
                .told()
                .stream()
                .map(it -> it.notice())
                .map(it -> new Expected.Notice(
                        me,
                        it.kind().name(),
                        history.person(it.from()),
                        it.post().map(PostId::value).orElse(0L)))
                .toList();
        // What one event tells several of is told in no order.
        same("notices of " + me, views.notices(me, max), found);
    }

    private void account(int person) {
        var tally = ramage.accounts.get(history.account(person)).tally();
        same("posts of " + person, count(it -> it.author == person), tally.posts());
        same(
                "last post of " + person,
                expected.posts.values().stream()
                        .filter(it -> it.author == person)
                        .map(it -> it.id)
                        .reduce((_, it) -> it),
                tally.lastPost().map(PostId::value));
        same(
                "followers of " + person,
                expected.follows.stream().filter(it -> it.other() == person).count(),
                tally.followers());
        same(
                "followees of " + person,
                expected.follows.stream().filter(it -> it.one() == person).count(),
                tally.following());
    }

    private void lists(int me) {
        var id = history.account(me);
        same(
                "list of followers of " + me,
                views.others(expected.follows, it -> it.other() == me, true),
                people(ramage.follows.followers(id, ALL).stream()
                        .map(Follow::follower)
                        .toList()));
        same(
                "list of followees of " + me,
                views.others(expected.follows, it -> it.one() == me, false),
                people(ramage.follows.following(id, ALL).stream()
                        .map(Follow::followed)
                        .toList()));
        same(
                "requests to " + me,
                views.others(expected.requests, it -> it.other() == me, true),
                people(ramage.follows.requests(id, ALL).stream()
                        .map(Follow::follower)
                        .toList()));
        same(
                "blocks of " + me,
                views.others(expected.blocks, it -> it.one() == me, false),
                people(ramage.blocks.blocks(id, ALL).stream()
                        .map(Block::blocked)
                        .toList()));
        same(
                "mutes of " + me,
                views.others(
                        expected.mutes.keySet(), it -> it.one() == me && expected.mute(me, it.other()) != null, false),
                people(ramage.blocks.mutes(id, ALL).stream().map(Mute::muted).toList()));
        for (var signal : List.of(Signal.FAVOURITE, Signal.BOOKMARK)) {
            same(signal + "s of " + me, views.given(me, signal.name(), me), visible(given(me, signal), me));
        }
    }

    private void relations(int me) {
        var others = new ArrayList<AccountId>();
        for (int i = 0; i < History.PEOPLE; i++) {
            others.add(history.account(i));
        }
        for (var found : ramage.follows.relations(history.account(me), others)) {
            int other = history.person(found.other());
            var what = me + " and " + other + ": ";
            same(what + "mine", state(me, other), found.mine());
            same(what + "theirs", state(other, me), found.theirs());
            same(what + "blocks", expected.blocks.contains(new Expected.Pair(me, other)), found.blocks());
            same(what + "is blocked", expected.blocks.contains(new Expected.Pair(other, me)), found.isBlocked());
            var mute = expected.mute(me, other);
            same(what + "mutes", mute != null, found.mute().isPresent());
            if (mute != null) {
                same(what + "notices", mute.withNotices(), found.mute().get().withNotices());
                same(
                        what + "ends",
                        Optional.ofNullable(mute.end()),
                        found.mute().get().endsAt());
            }
        }
    }

    private Relation.State state(int one, int other) {
        var pair = new Expected.Pair(one, other);
        return expected.follows.contains(pair)
                ? Relation.State.FOLLOWING
                : expected.requests.contains(pair) ? Relation.State.REQUESTED : Relation.State.NONE;
    }

    private List<Long> given(int me, Signal signal) {
        return ramage.signals.by(history.account(me), signal, IdRange.newest(1_000)).stream()
                .map(it -> it.post().value())
                .toList();
    }

    private List<Long> visible(List<Long> posts, int viewer) {
        return ids(ramage.posts.visible(posts, viewer(viewer)));
    }

    private long count(java.util.function.Predicate<Expected.Said> wanted) {
        return expected.posts.values().stream().filter(wanted).count();
    }

    private List<Integer> people(List<AccountId> some) {
        return some.stream().map(history::person).toList();
    }

    private Viewer viewer(int person) {
        return person < 0 ? Viewer.NOBODY : ramage.follows.viewer(history.account(person));
    }

    /** Between any two posts that there ever were, as clients page. */
    private Part part(Random random) {
        int max = 1 + random.nextInt(20);
        var ever = history.ever();
        if (ever.isEmpty() || random.nextInt(3) == 0) {
            return new Part(Long.MAX_VALUE, 0, max, /* isUpward= */ false);
        }
        long one = ever.get(random.nextInt(ever.size()));
        long other = ever.get(random.nextInt(ever.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new Part(one, 0, max, /* isUpward= */ false);
            case 1 -> new Part(Long.MAX_VALUE, one, max, /* isUpward= */ false);
            case 2 -> new Part(Long.MAX_VALUE, one, max, /* isUpward= */ true);
            default -> new Part(Math.max(one, other), Math.min(one, other), max, random.nextBoolean());
        };
    }

    private static IdRange range(Part part) {
        return new IdRange(part.before(), part.after(), part.max(), part.isUpward());
    }

    private static List<Long> ids(List<Shown> shown) {
        return shown.stream().map(it -> it.post().id().value()).toList();
    }
}
