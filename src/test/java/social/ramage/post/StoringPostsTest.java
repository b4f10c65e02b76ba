package social.ramage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.event.Event;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

class StoringPostsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final AccountId ALICE = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);
    private static final AccountId CARLA = new AccountId(3);
    private static final AccountId NOBODY = new AccountId(0);

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        private final PostStore store = new PostStore();

        @Test
        void aPostComesBackAsItWas() {
            var plain = post(10, ALICE, Visibility.PUBLIC);
            var rich = new Post(
                    new PostId(1L << 60),
                    BOB,
                    new Event.Place(plain.id(), Optional.of(plain.id()), Optional.of(ALICE), Optional.empty()),
                    Visibility.FOLLOWERS,
                    new Post.Words(
                            "« Été » 'n' 👩‍👩‍👧 \\ %\n",
                            "attention", Optional.of("fr"), Optional.of(NOW), Optional.empty()),
                    List.of(ALICE, CARLA),
                    Post.Counts.NONE);
            var boost = boost(12, CARLA, plain);

            write(plain, rich, boost);

            assertThat(read(10, 1L << 60, 12, 13)).containsExactlyInAnyOrder(plain, rich, boost);
        }

        @Test
        void aPostIsWrittenOnceAndBoostedOnceByEach() {
            var original = post(10, ALICE, Visibility.PUBLIC);
            write(original, boost(11, BOB, original));

            var isNew = fresh.db()
                    .transact(tx -> store.insertAll(
                            tx,
                            List.of(
                                    post(10, BOB, Visibility.PUBLIC),
                                    boost(12, BOB, original),
                                    boost(13, CARLA, original),
                                    post(14, BOB, Visibility.PUBLIC)),
                            Optional.of(NOW)));

            assertThat(isNew).containsExactly(0, 0, 1, 1);
            assertThat(read(10)).containsExactly(original);
            assertThat(boostBy(BOB, 10)).hasValue(new PostId(11));
            assertThat(boostBy(CARLA, 10)).hasValue(new PostId(13));
            assertThat(boostBy(ALICE, 10)).isEmpty();
            assertThat(boosters(10, 5)).isEqualTo(Map.of(new PostId(11), BOB, new PostId(13), CARLA));
            assertThat(boosters(10, 1)).hasSize(1);
        }

        @Test
        void whenItWasBroughtIsKept() {
            fresh.db().change(tx -> {
                store.insert(tx, post(10, ALICE, Visibility.PUBLIC), Optional.of(NOW));
                store.insert(tx, post(11, ALICE, Visibility.PUBLIC), Optional.empty());
            });

            var imported = fresh.db()
                    .read(tx -> tx.sql("select imported_at from post order by id")
                            .list(row -> row.findInstant("imported_at")));

            assertThat(imported).containsExactly(Optional.of(NOW), Optional.empty());
        }

        @Test
        void mentionsGoWithTheirPostAndCountOnce() {
            write(mentioning(10, ALICE, BOB, CARLA), mentioning(11, ALICE, BOB));
            fresh.db().change(tx -> store.mentionAll(tx, List.of(mentioning(10, ALICE, CARLA))));

            boolean deleted = delete(10);
            boolean again = delete(10);

            assertThat(deleted).isTrue();
            assertThat(again).isFalse();
            assertThat(read(10)).isEmpty();
            assertThat(read(11)).extracting(Post::mentions).containsExactly(List.of(BOB));
            long left = fresh.db()
                    .read(tx ->
                            tx.sql("select count(*) as mentions from mention").get(row -> row.number("mentions")));
            assertThat(left).isEqualTo(1);
        }

        @Test
        void repliesAndBoostsAreCounted() {
            write(post(10, ALICE, Visibility.PUBLIC));

            fresh.db().change(tx -> {
                store.countReply(tx, new PostId(10), 1);
                store.countReply(tx, new PostId(10), 1);
                store.countBoost(tx, new PostId(10), 1);
                store.countReply(tx, new PostId(10), -1);
                store.countReply(tx, new PostId(11), 1);
            });

            assertThat(read(10)).extracting(Post::counts).containsExactly(new Post.Counts(1, 1, 0));
        }

        @Test
        void anAuthorsPostsAreReadInBothDirections() {
            for (long id = 10; id < 20; id++) {
                write(post(id, ALICE, Visibility.FOLLOWERS), post(id + 100, BOB, Visibility.PUBLIC));
            }

            assertThat(byAuthor(IdRange.newest(3))).containsExactly(19L, 18L, 17L);
            assertThat(byAuthor(range(17L, null, null, 2))).containsExactly(16L, 15L);
            assertThat(byAuthor(range(null, 16L, null, 2))).containsExactly(19L, 18L);
            assertThat(byAuthor(range(null, null, 13L, 2))).containsExactly(15L, 14L);
            assertThat(byAuthor(range(14L, null, 11L, 9))).containsExactly(13L, 12L);
            assertThat(byAuthor(range(10L, null, null, 9))).isEmpty();
        }

        @Test
        void thePublicTimelineHasOpeningsAndThreadsButNoBoostsOrAnswersToOthers() {
            var opening = post(10, ALICE, Visibility.PUBLIC);
            var next = post(20, BOB, Visibility.PUBLIC);
            write(
                    opening,
                    answer(11, BOB, opening),
                    answer(12, ALICE, opening),
                    boost(13, BOB, opening),
                    post(14, ALICE, Visibility.UNLISTED),
                    post(15, ALICE, Visibility.FOLLOWERS),
                    next);

            assertThat(inPublic(IdRange.newest(10))).containsExactly(20L, 12L, 10L);
            assertThat(inPublic(range(20L, null, null, 1))).containsExactly(12L);
            assertThat(inPublic(range(null, null, 10L, 1))).containsExactly(12L);
            assertThat(inPublic(range(null, 10L, null, 1))).containsExactly(20L);
        }

        @Test
        void aConversationIsReadOldestFirst() {
            var root = post(10, ALICE, Visibility.PUBLIC);
            var first = answer(11, BOB, root);
            write(root, first, answer(12, ALICE, first), answer(13, CARLA, root), post(14, ALICE, Visibility.PUBLIC));

            var tree = fresh.db().read(tx -> store.tree(tx, new PostId(10), 2));
            var whole = fresh.db().read(tx -> store.tree(tx, new PostId(10), 10));

            assertThat(tree.root()).isEqualTo(new PostId(10));
            assertThat(tree.replies())
                    .containsExactly(
                            new ConversationTree.Reply(11, 10, 1, 2), new ConversationTree.Reply(12, 11, 2, 1));
            assertThat(whole.replies()).hasSize(3);
        }

        @Test
        void theDatabaseKnowsWhoMayReadWhat() {
            var open = post(10, ALICE, Visibility.PUBLIC);
            var quiet = post(11, ALICE, Visibility.UNLISTED);
            var close = mentioning(12, ALICE, CARLA);
            var closeToo = post(13, BOB, Visibility.FOLLOWERS);
            write(
                    open,
                    quiet,
                    close,
                    closeToo,
                    boost(14, BOB, open),
                    boost(15, BOB, closeToo),
                    boost(16, CARLA, close));
            // Whoever follows Bob may read what Bob says, and of what Bob passes on what they may read anyway.
            fresh.db()
                    .change(tx -> tx.sql("insert into follow (id, follower_id, followed_id, source, followed_at)"
                                    + " values (1, 4, 2, 'API', 0)")
                            .run());

            assertThat(visible(NOBODY)).containsExactlyInAnyOrder(10L, 11L, 14L);
            assertThat(visible(ALICE)).containsExactlyInAnyOrder(10L, 11L, 12L, 14L, 16L);
            assertThat(visible(BOB)).containsExactlyInAnyOrder(10L, 11L, 13L, 14L, 15L);
            assertThat(visible(CARLA)).containsExactlyInAnyOrder(10L, 11L, 12L, 14L, 16L);
            assertThat(visible(new AccountId(4))).containsExactlyInAnyOrder(10L, 11L, 13L, 14L, 15L);
            delete(10);
            assertThat(visible(NOBODY))
                    .as("a boost of what is gone shows nothing")
                    .containsExactly(11L);
        }

        private static Post post(long id, AccountId author, Visibility visibility) {
            var place = new Event.Place(new PostId(id), Optional.empty(), Optional.empty(), Optional.empty());
            return post(id, author, place, visibility, List.of());
        }

        private static Post answer(long id, AccountId author, Post parent) {
            var place = new Event.Place(
                    parent.place().thread(), Optional.of(parent.id()), Optional.of(parent.author()), Optional.empty());
            return post(id, author, place, Visibility.PUBLIC, List.of());
        }

        private static Post boost(long id, AccountId author, Post original) {
            var place = new Event.Place(new PostId(id), Optional.empty(), Optional.empty(), Optional.of(original.id()));
            return new Post(
                    new PostId(id), author, place, Visibility.PUBLIC, Post.Words.NONE, List.of(), Post.Counts.NONE);
        }

        private static Post mentioning(long id, AccountId author, AccountId... mentioned) {
            var place = new Event.Place(new PostId(id), Optional.empty(), Optional.empty(), Optional.empty());
            return post(id, author, place, Visibility.FOLLOWERS, List.of(mentioned));
        }

        private static Post post(
                long id, AccountId author, Event.Place place, Visibility visibility, List<AccountId> mentions) {
            var words = new Post.Words("text " + id, "", Optional.empty(), Optional.empty(), Optional.empty());
            return new Post(new PostId(id), author, place, visibility, words, mentions, Post.Counts.NONE);
        }

        private void write(Post... posts) {
            fresh.db().change(tx -> {
                store.insertAll(tx, List.of(posts), Optional.empty());
                store.mentionAll(tx, List.of(posts));
            });
        }

        private List<Post> read(long... ids) {
            return fresh.db()
                    .read(tx -> store.byIds(tx, LongStream.of(ids).boxed().toList()));
        }

        private boolean delete(long id) {
            return fresh.db().transact(tx -> store.delete(tx, new PostId(id)));
        }

        private Optional<PostId> boostBy(AccountId author, long original) {
            return fresh.db().read(tx -> store.boostBy(tx, author, new PostId(original)));
        }

        private Map<PostId, AccountId> boosters(long original, int max) {
            var boosterByBoost = new HashMap<PostId, AccountId>();
            fresh.db()
                    .read(tx -> store.passed(tx, new PostId(original), max))
                    .forEach(it -> boosterByBoost.put(it.boost(), it.booster()));
            return boosterByBoost;
        }

        private List<Long> byAuthor(IdRange range) {
            return fresh.db().read(tx -> store.byAuthor(tx, ALICE, range));
        }

        private List<Long> inPublic(IdRange range) {
            return fresh.db().read(tx -> store.inPublic(tx, range));
        }

        private List<Long> visible(AccountId viewer) {
            var ids = List.of(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L);
            return fresh.db().read(tx -> store.visibleAmong(tx, ids, viewer.value()));
        }

        private static IdRange range(@Nullable Long maxId, @Nullable Long sinceId, @Nullable Long minId, int max) {
            return IdRange.of(
                    Optional.ofNullable(maxId), Optional.ofNullable(sinceId), Optional.ofNullable(minId), max);
        }
    }
}
