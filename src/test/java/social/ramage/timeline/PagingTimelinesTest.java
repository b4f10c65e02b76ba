package social.ramage.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.Await;
import social.ramage.MovableClock;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.Handle;
import social.ramage.db.Database;
import social.ramage.db.DatabaseAt;
import social.ramage.db.Row;
import social.ramage.event.EventLog;
import social.ramage.event.Events;
import social.ramage.event.Live;
import social.ramage.event.Visibility;
import social.ramage.follow.Blocks;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.post.Boosts;
import social.ramage.post.Draft;
import social.ramage.post.IdRange;
import social.ramage.post.PostText;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;

/** Random histories, paged through at random and compared with what plain sorting of all rows gives. */
class PagingTimelinesTest {
    private static final int PEOPLE = 7;
    private static final int[] LIMITS = {1, 2, 3, 5, 20, 40};
    private static final Comparator<Long> NEWEST_FIRST = Comparator.reverseOrder();

    @TempDir
    Path data;

    private final MovableClock clock = MovableClock.atNoon();
    private Database db;
    private Live live;
    private Accounts accounts;
    private Follows follows;
    private Posts posts;
    private Boosts boosts;
    private Timelines timelines;

    @BeforeEach
    void open() {
        db = Database.open(DatabaseAt.file(data.resolve("ramage.db")));
        var log = new EventLog(clock);
        live = new Live(db, log);
        var events = new Events(db, log, live);
        var ids = new Ids(clock, 0, 0);
        accounts = new Accounts(db, events, ids, clock, 1 << 20);
        var blocks = new Blocks(db, events, accounts, ids, clock, 1 << 20);
        follows = new Follows(db, events, accounts, blocks, ids, clock, 1 << 20);
        // Little room, so that rows come and go.
        posts = new Posts(db, events, accounts, ids, clock, 400_000);
        boosts = new Boosts(db, events, accounts, posts, ids);
        timelines = new Timelines(db, log, live, accounts, follows, posts, clock);
        live.add(accounts);
        live.add(follows);
        live.add(posts);
        live.add(timelines);
        live.start();
    }

    @AfterEach
    void close() {
        live.close();
        db.close();
    }

    @Test
    void everyPageIsWhatSortingAllRowsGives() {
        check(1, 200, 4);
        restart();
        check(2, 100, 4);
    }

    @Test
    void andBeyondWhatRingsHold() {
        check(3, 1_000, 9);
        restart();
        check(4, 20, 4);
    }

    @Test
    void manyAnswersToStrangersDoNotHideWhatCameBefore() {
        var people = people();
        var reader = people.get(0);
        var friend = people.get(1);
        var stranger = people.get(2);
        follows.follow(reader, friend, FollowSource.API);
        var before = publish(friend, Optional.empty());
        var question = publish(stranger, Optional.empty());
        for (int i = 0; i < 300; i++) {
            publish(friend, Optional.of(question));
        }
        Await.until("memory has seen the last event", this::hasSeenAll);

        for (int limit : LIMITS) {
            assertThat(timelines.home(follows.viewer(reader), IdRange.newest(limit)).stream()
                            .map(shown -> shown.post().id()))
                    .as("%d at a time", limit)
                    .containsExactly(before);
        }
    }

    private PostId publish(AccountId author, Optional<PostId> parent) {
        var text = PostText.parse("word", "", 140);
        var draft = new Draft(text, Visibility.PUBLIC, parent, Optional.empty(), /* isSensitive= */ false);
        return posts.publish(follows.viewer(author), draft).id();
    }

    private boolean hasSeenAll() {
        return live.position() == db.read(new EventLog(clock)::head);
    }

    private void check(long seed, int steps, int postsInTen) {
        var random = new Random(seed);
        var people = people();
        var all =
                new ArrayList<PostId>(rows().keySet().stream().map(PostId::new).toList());
        for (int step = 0; step < steps; step++) {
            act(random, people, all, postsInTen);
            if (step % 20 == 0) {
                compare(random, people, "seed " + seed + ", step " + step);
            }
        }
        for (int i = 0; i < 10; i++) {
            compare(random, people, "seed " + seed + ", at the end");
        }
        assertThat(timelines.deliveries()).as("posts that went through rings").isPositive();
    }

    private void act(Random random, List<AccountId> people, List<PostId> all, int postsInTen) {
        clock.move(Duration.ofMillis(random.nextInt(3)));
        var me = people.get(random.nextInt(PEOPLE));
        var other = people.get(random.nextInt(PEOPLE));
        var viewer = follows.viewer(me);
        try {
            if (random.nextInt(10) < postsInTen) {
                all.add(posts.publish(viewer, draft(random, all)).id());
            } else {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> follows.follow(me, other, FollowSource.API);
                    case 3 -> follows.unfollow(me, other);
                    case 4 -> follows.approve(other, me);
                    case 5, 6 -> all.add(boosts.boost(viewer, oneOf(random, all), Visibility.PUBLIC));
                    default -> posts.delete(viewer, oneOf(random, all));
                }
            }
        } catch (Refusal | IllegalArgumentException _) {
            // What a person may not do is refused; the history goes on without it.
        }
        Await.until("memory has seen the last event", this::hasSeenAll);
    }

    /** One of the newest thirty, mostly: people answer what they have just read. */
    private static PostId oneOf(Random random, List<PostId> all) {
        return all.get(all.size() - 1 - random.nextInt(Math.min(all.size(), 30)));
    }

    private static Draft draft(Random random, List<PostId> all) {
        var text = "word" + (random.nextInt(4) == 0 ? " @p" + random.nextInt(PEOPLE) : "");
        Optional<PostId> parent =
                all.isEmpty() || random.nextInt(3) > 0 ? Optional.empty() : Optional.of(oneOf(random, all));
        var visibility = Visibility.values()[Math.max(0, random.nextInt(5) - 2)];
        return new Draft(PostText.parse(text, "", 140), visibility, parent, Optional.empty(), /* isSensitive= */ false);
    }

    private void compare(Random random, List<AccountId> people, String when) {
        var rows = rows();
        var followees = followees();
        for (var me : people) {
            var mine = followees.getOrDefault(me.value(), Set.of());
            var viewer = follows.viewer(me);
            var range = range(random, rows.keySet());
            compare(
                    timelines.home(viewer, range),
                    rows,
                    range,
                    row -> isForHome(row, me.value(), mine, rows),
                    when + ", home of " + me);
            compare(timelines.inPublic(viewer, range), rows, range, PagingTimelinesTest::isInPublic, when + ", public");
            var author = people.get(random.nextInt(PEOPLE));
            compare(
                    timelines.by(author, viewer, range, _ -> true),
                    rows,
                    range,
                    row -> row.author == author.value() && isVisible(row, me.value(), mine, rows),
                    when + ", by " + author + " for " + me);
        }
        var range = range(random, rows.keySet());
        compare(timelines.inPublic(Viewer.NOBODY, range), rows, range, PagingTimelinesTest::isInPublic, when);
    }

    private static void compare(
            List<Shown> found, Map<Long, PostRow> rows, IdRange range, Predicate<PostRow> wanted, String when) {
        var all = rows.values().stream()
                .filter(row -> range.contains(row.id) && wanted.test(row))
                .map(PostRow::id)
                .sorted(NEWEST_FIRST)
                .toList();
        int size = Math.min(range.max(), all.size());
        assertThat(found.stream().map(shown -> shown.post().id().value()).toList())
                .as("%s, %s", when, range)
                .isEqualTo(range.isUpward() ? all.subList(all.size() - size, all.size()) : all.subList(0, size));
    }

    private static boolean isForHome(PostRow row, long me, Set<Long> followees, Map<Long, PostRow> rows) {
        boolean isMine = row.author == me || followees.contains(row.author);
        boolean isToSomebodyElse = row.parentAuthor != 0
                && row.parentAuthor != row.author
                && row.parentAuthor != me
                && !followees.contains(row.parentAuthor);
        return isMine && !isToSomebodyElse && isVisible(row, me, followees, rows);
    }

    private static boolean isInPublic(PostRow row) {
        return row.visibility.equals("PUBLIC")
                && row.boostOf == 0
                && (row.parentAuthor == 0 || row.parentAuthor == row.author);
    }

    private static boolean isVisible(PostRow row, long me, Set<Long> followees, Map<Long, PostRow> rows) {
        boolean mayRead = !row.visibility.equals("FOLLOWERS")
                || row.author == me
                || followees.contains(row.author)
                || row.mentioned.contains(me);
        var original = rows.get(row.boostOf);
        return mayRead && (row.boostOf == 0 || (original != null && isVisible(original, me, followees, rows)));
    }

    private record PostRow(
            long id, long author, long parentAuthor, long boostOf, String visibility, Set<Long> mentioned) {}

    private Map<Long, PostRow> rows() {
        return db.read(tx -> {
            var rows = new HashMap<Long, PostRow>();
            tx.sql("select * from post").list(row -> rows.put(row.number("id"), toPostRow(row)));
            tx.sql("select * from mention")
                    .list(row -> Objects.requireNonNull(rows.get(row.number("post_id")))
                            .mentioned
                            .add(row.number("account_id")));
            return rows;
        });
    }

    private static PostRow toPostRow(Row row) {
        return new PostRow(
                row.number("id"),
                row.number("author_id"),
                row.number("parent_author_id"),
                row.number("boost_of_id"),
                row.text("visibility"),
                new HashSet<>());
    }

    private Map<Long, Set<Long>> followees() {
        return db.read(tx -> {
            var followees = new HashMap<Long, Set<Long>>();
            tx.sql("select * from follow")
                    .list(row -> followees
                            .computeIfAbsent(row.number("follower_id"), _ -> new HashSet<>())
                            .add(row.number("followed_id")));
            return followees;
        });
    }

    private static IdRange range(Random random, Set<Long> ids) {
        var sorted = ids.stream().sorted().toList();
        return IdRange.of(
                edge(random, sorted),
                edge(random, sorted),
                edge(random, sorted),
                LIMITS[random.nextInt(LIMITS.length)]);
    }

    private static Optional<Long> edge(Random random, List<Long> ids) {
        return ids.isEmpty() || random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(ids.get(random.nextInt(ids.size())));
    }

    /** The last of them is confidential. */
    private List<AccountId> people() {
        var people = new ArrayList<AccountId>();
        for (int i = 0; i < PEOPLE; i++) {
            var handle = Handle.parse("p" + i);
            var lockedAt = i == PEOPLE - 1 ? Optional.of(clock.instant()) : Optional.<Instant>empty();
            people.add(accounts.find(handle.value())
                    .orElseGet(() -> db.transact(
                                    tx -> accounts.create(tx, handle, new Account.Profile("", ""), lockedAt))
                            .id()));
        }
        return people;
    }

    private void restart() {
        close();
        open();
    }
}
