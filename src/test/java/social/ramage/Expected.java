package social.ramage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a handful of people have done to each other and what came of it, as the rules say it, told plainly and with
 * nothing of the program. People are numbers; whatever they try is told to be possible or not.
 */
final class Expected {
    static final int PUBLIC = 0;
    static final int UNLISTED = 1;
    static final int FOLLOWERS = 2;

    private static final int PINS_MAX = 5;

    /** That one did something to another; later ones come later. */
    record Pair(int one, int other) {}

    record Mute(boolean withNotices, @Nullable Instant end) {}

    record Given(int who, long post, String kind) {}

    record Notice(int told, String kind, int from, long post) {}

    /** What is said, and what stays of it when it is said otherwise. */
    static final class Said {
        final long id;
        final int author;
        final int audience;
        final long thread;
        /** Nothing is 0, which no post has. */
        final long parent;

        final int parentAuthor;
        final long boostOf;
        final List<String> texts = new ArrayList<>();
        Set<Integer> named = Set.of();
        Set<String> tags = Set.of();

        Said(long id, int author, int audience, @Nullable Said parent, long boostOf) {
            this.id = id;
            this.author = author;
            this.audience = audience;
            this.thread = parent == null ? id : parent.thread;
            this.parent = parent == null ? 0 : parent.id;
            this.parentAuthor = parent == null ? -1 : parent.author;
            this.boostOf = boostOf;
        }

        boolean isBoost() {
            return boostOf != 0;
        }
    }

    final int people;
    final Set<Integer> locked;
    final Set<Pair> follows = new LinkedHashSet<>();
    final Set<Pair> requests = new LinkedHashSet<>();
    final Set<Pair> blocks = new LinkedHashSet<>();
    final Map<Pair, Mute> mutes = new LinkedHashMap<>();
    final TreeMap<Long, Said> posts = new TreeMap<>();
    final Set<Given> given = new LinkedHashSet<>();
    final Set<Notice> notices = new LinkedHashSet<>();
    Instant now;

    Expected(int people, Set<Integer> locked, Instant now) {
        this.people = people;
        this.locked = locked;
        this.now = now;
    }

    // Who stands how to whom.

    boolean follow(int me, int other) {
        var pair = new Pair(me, other);
        if (me == other || areApart(me, other)) {
            return false;
        }
        if (follows.contains(pair)) {
            return true;
        }
        if (locked.contains(other)) {
            if (requests.add(pair)) {
                tell("FOLLOW_REQUEST", me, 0, 0, Set.of(other));
            }
        } else {
            begin(pair);
        }
        return true;
    }

    void unfollow(int me, int other) {
        var pair = new Pair(me, other);
        if (requests.remove(pair)) {
            notices.remove(new Notice(other, "FOLLOW_REQUEST", me, 0));
        }
        if (follows.remove(pair)) {
            notices.remove(new Notice(other, "FOLLOW", me, 0));
        }
    }

    boolean approve(int me, int asking) {
        var pair = new Pair(asking, me);
        if (!requests.remove(pair)) {
            return false;
        }
        begin(pair);
        return true;
    }

    boolean refuse(int me, int asking) {
        if (!requests.remove(new Pair(asking, me))) {
            return false;
        }
        notices.remove(new Notice(me, "FOLLOW_REQUEST", asking, 0));
        return true;
    }

    private void begin(Pair pair) {
        follows.add(pair);
        notices.remove(new Notice(pair.other, "FOLLOW_REQUEST", pair.one, 0));
        tell("FOLLOW", pair.one, 0, 0, Set.of(pair.other));
    }

    boolean block(int me, int other) {
        if (me == other) {
            return false;
        }
        if (blocks.add(new Pair(me, other))) {
            unfollow(me, other);
            unfollow(other, me);
            notices.removeIf(it -> (it.told == me && it.from == other) || (it.told == other && it.from == me));
        }
        return true;
    }

    void unblock(int me, int other) {
        blocks.remove(new Pair(me, other));
    }

    boolean mute(int me, int other, boolean withNotices, Duration length) {
        if (me == other) {
            return false;
        }
        mutes.put(new Pair(me, other), new Mute(withNotices, length.isZero() ? null : now.plus(length)));
        return true;
    }

    void unmute(int me, int other) {
        mutes.remove(new Pair(me, other));
    }

    void forgetMutesThatAreOver() {
        mutes.values().removeIf(it -> it.end != null && !now.isBefore(it.end));
    }

    // What is said.

    /** @return what is answered, or nothing when it may not be */
    @Nullable
    Said answerable(int me, long id) {
        return sees(me, id) ? meant(post(id)) : null;
    }

    Said publish(long id, int me, int audience, String text, @Nullable Said parent) {
        var said = new Said(id, me, atMost(me, audience), parent, 0);
        say(said, text);
        posts.put(id, said);
        tellOf(said);
        return said;
    }

    boolean edit(int me, long id, String text) {
        var said = posts.get(id);
        if (said == null || said.author != me || said.isBoost()) {
            return false;
        }
        if (!said.texts.getLast().equals(text)) {
            say(said, text);
            tellOf(said);
        }
        return true;
    }

    boolean delete(int me, long id) {
        var said = posts.get(id);
        if (said == null || said.author != me || !sees(me, id)) {
            return false;
        }
        remove(said);
        return true;
    }

    private void remove(Said said) {
        posts.remove(said.id);
        notices.removeIf(it -> it.post == said.id);
        // Of a conversation that lost its first post the rest stays, and stays muted.
        given.removeIf(it -> it.post == said.id && !it.kind.equals("MUTE"));
        posts.values().removeIf(it -> it.boostOf == said.id);
        if (said.isBoost()) {
            var original = posts.get(said.boostOf);
            if (original != null) {
                notices.remove(new Notice(original.author, "BOOST", said.author, original.id));
            }
        }
    }

    boolean mayBoost(int me, long id) {
        if (!sees(me, id)) {
            return false;
        }
        var original = meant(post(id));
        return original.audience != FOLLOWERS || original.author == me;
    }

    @Nullable
    Said boostBy(int me, long original) {
        return posts.values().stream()
                .filter(it -> it.boostOf == original && it.author == me)
                .findFirst()
                .orElse(null);
    }

    void boost(long id, int me, long of, int audience) {
        var original = meant(post(of));
        if (boostBy(me, original.id) == null) {
            posts.put(id, new Said(id, me, Math.max(original.audience, atMost(me, audience)), null, original.id));
            tell("BOOST", me, original.id, original.thread, Set.of(original.author));
        }
    }

    void unboost(int me, long id) {
        var boost = boostBy(me, sees(me, id) ? meant(post(id)).id : id);
        if (boost != null) {
            remove(boost);
        }
    }

    boolean give(int me, long id, String kind) {
        if (!sees(me, id)) {
            return false;
        }
        var said = post(id);
        var pins = given.stream()
                .filter(it -> it.who == me && it.kind.equals("PIN"))
                .count();
        var one = new Given(me, target(said, kind), kind);
        if (kind.equals("PIN") && (said.author != me || said.isBoost() || (pins == PINS_MAX && !given.contains(one)))) {
            return false;
        }
        if (given.add(one) && kind.equals("FAVOURITE")) {
            var meant = meant(said);
            tell("FAVOURITE", me, meant.id, meant.thread, Set.of(meant.author));
        }
        return true;
    }

    boolean takeBack(int me, long id, String kind) {
        if (!sees(me, id)) {
            return false;
        }
        var said = post(id);
        if (given.remove(new Given(me, target(said, kind), kind)) && kind.equals("FAVOURITE")) {
            notices.remove(new Notice(meant(said).author, "FAVOURITE", me, meant(said).id));
        }
        return true;
    }

    // Who may read.

    boolean sees(int viewer, long id) {
        var said = posts.get(id);
        return said != null && isFor(viewer, said) && isFor(viewer, meant(said));
    }

    /** Whether somebody is shown nothing of another. */
    boolean leavesOut(int viewer, int other) {
        return blocks.contains(new Pair(viewer, other)) || mute(viewer, other) != null;
    }

    /** The mute that is not over. */
    @Nullable
    Mute mute(int me, int other) {
        var mute = mutes.get(new Pair(me, other));
        return mute == null || (mute.end != null && !now.isBefore(mute.end)) ? null : mute;
    }

    /** One that is there. */
    Said post(long id) {
        return Objects.requireNonNull(posts.get(id));
    }

    Said meant(Said said) {
        return said.isBoost() ? post(said.boostOf) : said;
    }

    private boolean isFor(int viewer, Said said) {
        if (blocks.contains(new Pair(said.author, viewer))) {
            return false;
        }
        return said.audience != FOLLOWERS
                || said.author == viewer
                || said.named.contains(viewer)
                || follows.contains(new Pair(viewer, said.author));
    }

    private boolean areApart(int one, int other) {
        return blocks.contains(new Pair(one, other)) || blocks.contains(new Pair(other, one));
    }

    private int atMost(int me, int audience) {
        return locked.contains(me) ? FOLLOWERS : audience;
    }

    private long target(Said said, String kind) {
        return kind.equals("MUTE") ? meant(said).thread : meant(said).id;
    }

    /** Texts are words with blanks between. */
    private void say(Said said, String text) {
        said.texts.add(text);
        var named = new TreeSet<Integer>();
        var tags = new TreeSet<String>();
        for (var word : text.split(" ", -1)) {
            if (word.startsWith("@p") && Integer.parseInt(word.substring(2)) < people) {
                named.add(Integer.parseInt(word.substring(2)));
            } else if (word.startsWith("#")) {
                tags.add(word.substring(1));
            }
        }
        said.named = named;
        said.tags = tags;
    }

    // Who is told.

    private void tellOf(Said said) {
        var told = new HashMap<Integer, String>();
        said.named.forEach(it -> told.put(it, "MENTION"));
        if (said.parent != 0 && isFor(said.parentAuthor, said)) {
            told.put(said.parentAuthor, "REPLY");
        }
        told.forEach((who, kind) -> tell(kind, said.author, said.id, said.thread, Set.of(who)));
    }

    private void tell(String kind, int from, long post, long thread, Set<Integer> whom) {
        for (int who : whom) {
            var mute = mute(who, from);
            boolean isDeaf = who == from
                    || areApart(who, from)
                    || (mute != null && mute.withNotices)
                    || given.contains(new Given(who, thread, "MUTE"));
            if (!isDeaf) {
                notices.add(new Notice(who, kind, from, post));
            }
        }
    }
}
