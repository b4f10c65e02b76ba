package social.ramage.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

class StoringFollowsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final AccountId ALICE = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);
    private static final AccountId CARLA = new AccountId(3);
    private static final FollowPage ALL = new FollowPage(Long.MAX_VALUE, 0, 1_000);

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

        private final FollowStore store = new FollowStore();

        @Test
        void aFollowComesBackAsItWasAndIsOneHoweverOftenItBegins() {
            var follow = follow(1L << 60, ALICE, BOB, FollowSource.PROFILE);

            boolean isNew = insert(follow);
            boolean again = insert(follow(99, ALICE, BOB, FollowSource.API));
            boolean other = insert(follow(98, BOB, ALICE, FollowSource.IMPORT));

            assertThat(List.of(isNew, again, other)).containsExactly(true, false, true);
            assertThat(following(ALICE, ALL)).containsExactly(follow.follow());
            assertThat(followers(BOB, ALL)).containsExactly(follow);
        }

        @Test
        void aFollowEndsOnce() {
            insert(follow(1, ALICE, BOB, FollowSource.API));
            insert(follow(2, BOB, ALICE, FollowSource.API));

            boolean ended = delete(ALICE, BOB);
            boolean again = delete(ALICE, BOB);

            assertThat(ended).isTrue();
            assertThat(again).isFalse();
            assertThat(following(ALICE, ALL)).isEmpty();
            assertThat(following(BOB, ALL)).hasSize(1);
        }

        @Test
        void manyAreBroughtAndEachIsToldNewOrNot() {
            insert(follow(1, ALICE, BOB, FollowSource.API));

            var isNew = fresh.db()
                    .transact(tx -> store.insertAll(
                            tx,
                            List.of(
                                    new Follow(2, BOB, ALICE, NOW),
                                    new Follow(3, ALICE, BOB, NOW),
                                    new Follow(4, CARLA, ALICE, NOW),
                                    new Follow(5, BOB, ALICE, NOW)),
                            FollowSource.IMPORT));
            var none = fresh.db().transact(tx -> store.insertAll(tx, List.of(), FollowSource.IMPORT));

            assertThat(isNew).containsExactly(1, 0, 1, 0);
            assertThat(none).isEmpty();
            assertThat(followers(ALICE, ALL)).extracting(it -> it.follow().id()).containsExactly(4L, 2L);
            assertThat(followers(ALICE, ALL)).extracting(Attributed::source).containsOnly(FollowSource.IMPORT);
        }

        @Test
        void oneMayAskOnceAndNotWhomOneFollows() {
            insert(follow(1, ALICE, CARLA, FollowSource.API));

            boolean asked = request(follow(2, ALICE, BOB, FollowSource.PROFILE));
            boolean again = request(follow(3, ALICE, BOB, FollowSource.API));
            boolean followed = request(follow(4, ALICE, CARLA, FollowSource.API));

            assertThat(List.of(asked, again, followed)).containsExactly(true, false, false);
        }

        @Test
        void aRequestEndsOnceAndTellsHowTheyFoundThem() {
            request(follow(2, ALICE, BOB, FollowSource.PROFILE));

            assertThat(endRequest(BOB, ALICE)).isEmpty();
            assertThat(endRequest(ALICE, BOB)).hasValue(FollowSource.PROFILE);
            assertThat(endRequest(ALICE, BOB)).isEmpty();
        }

        @Test
        void everyKindOfSourceStaysWithTheRequestAndWithTheFollow() {
            var sources = List.of(
                    FollowSource.PROFILE,
                    FollowSource.API,
                    FollowSource.IMPORT,
                    new FollowSource.Boosted(
                            new PostId(1L << 61),
                            Optional.of(new FollowSource.Boosted.By(new AccountId(1L << 60), new PostId(1L << 59)))),
                    new FollowSource.Boosted(new PostId(7), Optional.empty()),
                    new FollowSource.Listed(1L << 58),
                    new FollowSource.Recommended(FollowSource.Recommended.Reason.FRIENDS_OF_FRIENDS),
                    new FollowSource.Searched("chant d’oiseaux"),
                    new FollowSource.Tagged("Été"),
                    new FollowSource.Invited(CARLA));
            long id = 100;
            for (var source : sources) {
                var wanted = follow(id++, new AccountId(id), BOB, source);

                request(wanted);
                insert(wanted);

                assertThat(endRequest(new AccountId(id), BOB)).as("%s", source).hasValue(source);
            }
            assertThat(followers(BOB, ALL).reversed())
                    .extracting(Attributed::source)
                    .containsExactlyElementsOf(sources);
        }

        @Test
        void pagesGoBackFromTheNewestBetweenTwoIds() {
            for (long id = 10; id < 20; id++) {
                insert(follow(id, new AccountId(id), ALICE, FollowSource.API));
                insert(follow(id + 100, BOB, new AccountId(id), FollowSource.API));
            }

            assertThat(followers(ALICE, new FollowPage(Long.MAX_VALUE, 0, 3)))
                    .extracting(it -> it.follow().id())
                    .containsExactly(19L, 18L, 17L);
            assertThat(followers(ALICE, new FollowPage(17, 14, 10)))
                    .extracting(it -> it.follow().id())
                    .containsExactly(16L, 15L);
            assertThat(following(BOB, new FollowPage(117, 0, 2)))
                    .extracting(Follow::id)
                    .containsExactly(116L, 115L);
            assertThat(following(BOB, new FollowPage(110, 0, 2))).isEmpty();
        }

        @Test
        void followeesOfManyAreReadAtOnce() {
            insert(follow(1, ALICE, BOB, FollowSource.API));
            insert(follow(2, ALICE, CARLA, FollowSource.API));
            insert(follow(3, BOB, CARLA, FollowSource.API));
            insert(follow(4, CARLA, ALICE, FollowSource.API));

            var pairs = fresh.db().read(tx -> store.followees(tx, List.of(1L, 2L, 9L)));

            assertThat(pairs)
                    .containsExactlyInAnyOrder(
                            new FollowStore.Pair(1, 2), new FollowStore.Pair(1, 3), new FollowStore.Pair(2, 3));
        }

        @Test
        void howOneStandsToManyIsReadAtOnce() {
            insert(follow(1, ALICE, new AccountId(10), FollowSource.API));
            insert(follow(2, new AccountId(11), ALICE, FollowSource.API));
            request(follow(3, ALICE, new AccountId(12), FollowSource.API));
            request(follow(4, new AccountId(13), ALICE, FollowSource.API));
            insert(follow(5, BOB, new AccountId(14), FollowSource.API));
            var others = LongStream.range(10, 20).boxed().toList();

            assertThat(fresh.db().<java.util.Set<Long>>read(tx -> store.followeesAmong(tx, ALICE, others)))
                    .containsExactly(10L);
            assertThat(fresh.db().<java.util.Set<Long>>read(tx -> store.followersAmong(tx, ALICE, others)))
                    .containsExactly(11L);
            assertThat(fresh.db().<java.util.Set<Long>>read(tx -> store.requestedAmong(tx, ALICE, others)))
                    .containsExactly(12L);
            assertThat(fresh.db().<java.util.Set<Long>>read(tx -> store.requestingAmong(tx, ALICE, others)))
                    .containsExactly(13L);
        }

        private static Attributed follow(long id, AccountId follower, AccountId followed, FollowSource source) {
            return new Attributed(new Follow(id, follower, followed, NOW), source);
        }

        private boolean insert(Attributed follow) {
            return fresh.db().transact(tx -> store.insert(tx, follow));
        }

        private boolean request(Attributed wanted) {
            return fresh.db().transact(tx -> store.request(tx, wanted));
        }

        private boolean delete(AccountId follower, AccountId followed) {
            return fresh.db().transact(tx -> store.delete(tx, follower, followed));
        }

        private Optional<FollowSource> endRequest(AccountId follower, AccountId followed) {
            return fresh.db().transact(tx -> store.endRequest(tx, follower, followed));
        }

        private List<Attributed> followers(AccountId account, FollowPage page) {
            return fresh.db().read(tx -> store.followers(tx, account, page));
        }

        private List<Follow> following(AccountId account, FollowPage page) {
            return fresh.db().read(tx -> store.following(tx, account, page));
        }
    }
}
