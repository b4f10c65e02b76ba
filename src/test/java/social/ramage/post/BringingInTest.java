package social.ramage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.MovableClock;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.Handle;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.event.EventLog;
import social.ramage.event.Events;
import social.ramage.event.Live;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;

class BringingInTest {
    private static final Instant NOON = Instant.parse("2014-03-05T12:00:00Z");

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

        private final MovableClock clock = MovableClock.atNoon();
        private final PostStore store = new PostStore();
        private Live live;
        private Posts posts;
        private AccountId ada;
        private AccountId bob;
        private AccountId shy;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @BeforeEach
        void open() {
            var db = fresh.db();
            var log = new EventLog(clock);
            live = new Live(db, log);
            var events = new Events(db, log, live);
            var ids = new Ids(clock, 0, 0);
            var accounts = new Accounts(db, events, ids, clock, 1 << 20);
            posts = new Posts(db, events, accounts, ids, clock, 1 << 20);
            ada = create(accounts, "ada", Optional.empty());
            bob = create(accounts, "bob", Optional.empty());
            shy = create(accounts, "shy", Optional.of(NOON));
        }

        @AfterEach
        void close() {
            live.close();
        }

        @Test
        void whatHangsOnPostsComesWithThem() {
            var outcomes = bringIn(
                    post(10, ada, "Un #Été, @bob et @bob et @nobody"),
                    answer(11, bob, 10, "@ada deux #ete #b"),
                    answer(12, ada, 11, "trois"),
                    boost(13, bob, 10));

            assertThat(outcomes)
                    .containsExactly(
                            outcome(10, true, false),
                            outcome(11, true, true),
                            outcome(12, true, true),
                            outcome(13, true, false));
            assertThat(read(10).mentions()).containsExactly(bob);
            assertThat(read(10).counts()).isEqualTo(new Post.Counts(1, 1, 0));
            assertThat(read(11).counts()).isEqualTo(new Post.Counts(1, 0, 0));
            assertThat(read(12).place().thread()).isEqualTo(new PostId(10));
            assertThat(read(12).place().parentAuthor()).hasValue(bob);
            assertThat(read(13).place().boostOf()).hasValue(new PostId(10));
            assertThat(texts("select name as t from tag order by name")).containsExactly("b", "Été");
            assertThat(texts("select cast(post_id as text) as t from post_tag order by post_id, tag_id"))
                    .containsExactly("10", "11", "11");
            assertThat(texts("select handle || ' ' || posts || ' ' || last_post_id as t from account"
                            + " where posts > 0 order by handle"))
                    .containsExactly("ada 2 12", "bob 2 13");
            assertThat(texts("select cast(imported_at as text) as t from post"))
                    .containsOnly(Long.toString(clock.millis()));
        }

        @Test
        void againChangesNothing() {
            var all = new BroughtPost[] {
                post(10, ada, "Un #a @bob"), answer(11, bob, 10, "deux"), boost(12, bob, 10),
            };
            bringIn(all);

            var again = bringIn(all);
            var changed = bringIn(post(10, bob, "Autre #autre @ada"));

            assertThat(again)
                    .containsExactly(outcome(10, false, false), outcome(11, false, true), outcome(12, false, false));
            assertThat(changed).containsExactly(outcome(10, false, false));
            assertThat(read(10).words().text()).isEqualTo("Un #a @bob");
            assertThat(read(10).mentions()).containsExactly(bob);
            assertThat(read(10).counts()).isEqualTo(new Post.Counts(1, 1, 0));
            assertThat(texts("select handle || ' ' || posts as t from account where posts > 0 order by handle"))
                    .containsExactly("ada 1", "bob 2");
            assertThat(texts("select cast(post_id as text) as t from post_tag")).containsExactly("10");
        }

        @Test
        void aBoostMayComeBeforeWhatItPassesOnAndCountsOnce() {
            var outcomes = bringIn(boost(20, bob, 21), post(21, ada, "Un"), boost(22, bob, 21));

            assertThat(outcomes)
                    .containsExactly(outcome(20, true, false), outcome(21, true, false), outcome(20, false, false));
            assertThat(read(21).counts()).isEqualTo(new Post.Counts(0, 1, 0));
        }

        @Test
        void whatCannotBePassedOnIsNot() {
            bringIn(post(10, shy, "Un"), post(11, ada, "Deux"), boost(12, bob, 11));

            var outcomes = bringIn(boost(13, bob, 10), boost(14, ada, 12), boost(15, ada, 99));

            assertThat(outcomes).containsOnly(BroughtPost.Outcome.LEFT_OUT);
            assertThat(read(10).visibility()).isEqualTo(Visibility.FOLLOWERS);
            assertThat(read(11).visibility()).isEqualTo(Visibility.PUBLIC);
        }

        @Test
        void whoeverAnswersABoostAnswersWhatItPassesOn() {
            bringIn(post(10, ada, "Un"), boost(11, bob, 10));

            bringIn(answer(12, shy, 11, "À qui ?"));
            bringIn(post(13, ada, "Tard"));
            int linked = answer(13, 11);

            assertThat(linked).isEqualTo(1);
            assertThat(read(12).place().parent()).hasValue(new PostId(10));
            assertThat(read(13).place().parent()).hasValue(new PostId(10));
            assertThat(read(10).counts()).isEqualTo(new Post.Counts(2, 1, 0));
            assertThat(read(11).counts()).isEqualTo(Post.Counts.NONE);
        }

        @Test
        void anAnswerToABoostMayComeTogetherWithIt() {
            var outcomes = bringIn(post(10, ada, "Un"), boost(11, bob, 10), answer(12, shy, 11, "À qui ?"));

            assertThat(outcomes.getLast()).isEqualTo(outcome(12, true, true));
            assertThat(read(12).place().parent()).hasValue(new PostId(10));
            assertThat(read(12).place().thread()).isEqualTo(new PostId(10));
            assertThat(read(10).counts()).isEqualTo(new Post.Counts(1, 1, 0));
        }

        @Test
        void anAnswerThatCameFirstTakesItsOwnAnswersAlong() {
            bringIn(post(12, ada, "Réponse"), answer(13, bob, 12, "Suite"), answer(14, ada, 13, "Fin"));
            bringIn(post(10, ada, "Début"), answer(11, bob, 10, "Milieu"));

            int linked = answer(12, 11);

            assertThat(linked).isEqualTo(1);
            assertThat(LongStream.rangeClosed(10, 14)
                            .mapToObj(this::read)
                            .map(it -> it.place().thread().value()))
                    .containsOnly(10L);
            assertThat(read(12).place().parent()).hasValue(new PostId(11));
            assertThat(read(12).place().parentAuthor()).hasValue(bob);
            assertThat(read(13).place().parent()).hasValue(new PostId(12));
            assertThat(read(11).counts()).isEqualTo(new Post.Counts(1, 0, 0));
        }

        @Test
        void whatCannotBeAnAnswerIsNone() {
            bringIn(
                    post(10, ada, "Un"),
                    answer(11, bob, 10, "Deux"),
                    boost(12, bob, 10),
                    answer(13, ada, 11, "Trois"),
                    post(14, ada, "Seul"));

            assertThat(answer(11, 14)).as("it has a parent").isZero();
            assertThat(answer(10, 13)).as("a circle").isZero();
            assertThat(answer(10, 10)).as("itself").isZero();
            assertThat(answer(12, 14)).as("a boost").isZero();
            assertThat(answer(99, 14)).as("not here").isZero();
            assertThat(answer(14, 99)).as("to what is not here").isZero();
            assertThat(read(14).counts()).isEqualTo(Post.Counts.NONE);
            assertThat(read(11).place().parent()).hasValue(new PostId(10));
        }

        @Test
        void anIdThatIsTakenGivesWayToTheNextFreeOne() {
            long first = Ids.imported(NOON, 0);
            bringIn(post(first, ada, "Un"), post(first + 1, ada, "Deux"), post(first + 70, ada, "Loin"));

            assertThat(free()).isEmpty();
            assertThat(free(first + 5, first + 4)).containsExactly(first + 5, first + 4);
            assertThat(free(first, first, first + 2, first))
                    .containsExactly(first + 2, first + 3, first + 4, first + 5);
            assertThat(free(LongStream.range(0, 80).map(_ -> first).toArray()))
                    .doesNotHaveDuplicates()
                    .doesNotContain(first, first + 1, first + 70)
                    .isSorted()
                    .endsWith(first + 82);
        }

        @Test
        void whenAMillisecondIsFullTheNextGivesIds() {
            long last = Ids.imported(NOON, 1_023);

            assertThat(free(last, last, last))
                    .containsExactly(last, Ids.imported(NOON.plusMillis(1), 0), Ids.imported(NOON.plusMillis(1), 1));
        }

        private AccountId create(Accounts accounts, String handle, Optional<Instant> lockedAt) {
            return fresh.db()
                    .transact(tx -> accounts.create(tx, Handle.parse(handle), new Account.Profile("", ""), lockedAt)
                            .id());
        }

        private List<BroughtPost.Outcome> bringIn(BroughtPost... brought) {
            return fresh.db().transact(tx -> posts.bringIn(tx, List.of(brought)));
        }

        private int answer(long post, long parent) {
            return fresh.db()
                    .transact(tx -> posts.answer(tx, List.of(new BroughtAnswer(new PostId(post), new PostId(parent)))));
        }

        private List<Long> free(long... wanted) {
            return fresh.db()
                    .read(tx -> posts.freeIds(tx, LongStream.of(wanted).boxed().toList()).stream()
                            .map(PostId::value)
                            .toList());
        }

        private Post read(long id) {
            return fresh.db().read(tx -> store.byIds(tx, List.of(id)).getFirst());
        }

        private List<String> texts(String sql) {
            return fresh.db().read(tx -> tx.sql(sql).list(row -> row.text("t")));
        }

        private static BroughtPost.Outcome outcome(long id, boolean isNew, boolean isAnswer) {
            return new BroughtPost.Outcome(Optional.of(new PostId(id)), isNew, isAnswer);
        }

        private static BroughtPost post(long id, AccountId author, String text) {
            return brought(id, author, text, Optional.empty(), Optional.empty());
        }

        private static BroughtPost answer(long id, AccountId author, long parent, String text) {
            return brought(id, author, text, Optional.of(new PostId(parent)), Optional.empty());
        }

        private static BroughtPost boost(long id, AccountId author, long original) {
            return brought(id, author, "", Optional.empty(), Optional.of(new PostId(original)));
        }

        private static BroughtPost brought(
                long id, AccountId author, String text, Optional<PostId> parent, Optional<PostId> boostOf) {
            return new BroughtPost(
                    new PostId(id), author, BroughtText.of(text), Optional.empty(), Visibility.PUBLIC, parent, boostOf);
        }
    }
}
