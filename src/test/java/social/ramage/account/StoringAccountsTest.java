package social.ramage.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

class StoringAccountsTest {
    private static final Instant CREATED = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final AccountId ALICE = new AccountId(1L << 60);
    private static final AccountId BOB = new AccountId(2);

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

        private final AccountStore store = new AccountStore();

        @Test
        void anAccountComesBackAsItWas() {
            var open = account(ALICE, "Alice_B", Optional.empty());
            var locked = account(BOB, "bob", Optional.of(CREATED.plusSeconds(9)));
            boolean isNew = insert(open);
            insert(locked);

            assertThat(isNew).isTrue();
            assertThat(read(ALICE, BOB, new AccountId(3))).containsExactlyInAnyOrder(open, locked);
        }

        @Test
        void aHandleIsTakenInAnyCase() {
            insert(account(ALICE, "Alice", Optional.empty()));

            boolean isNew = insert(account(BOB, "aLICE", Optional.empty()));

            assertThat(isNew).isFalse();
            assertThat(read(ALICE, BOB)).extracting(Account::id).containsExactly(ALICE);
            assertThat(find("alice")).hasValue(ALICE);
            assertThat(find("Alice")).as("keys are folded before").isEmpty();
            assertThat(find("bob")).isEmpty();
        }

        /** An I becomes a dotless i in Turkish, and an underscore is any character to "like". */
        @Test
        void handlesAreCompletedLetterByLetter() {
            insert(account(new AccountId(1), "IDA", Optional.empty()));
            insert(account(new AccountId(2), "id_a", Optional.empty()));
            insert(account(new AccountId(3), "idxa", Optional.empty()));
            insert(account(new AccountId(4), "ie", Optional.empty()));
            fresh.db().change(tx -> store.countFollow(tx, new AccountId(4), new AccountId(3), 1));

            assertThat(startingWith("id", 10)).containsExactly(3L, 2L, 1L);
            assertThat(startingWith("id_", 10)).containsExactly(2L);
            assertThat(startingWith("id", 2)).containsExactly(3L, 2L);
            assertThat(startingWith("ID", 10)).isEmpty();
        }

        @Test
        void postsAreCountedAndTheNewestIsKnown() {
            insert(account(ALICE, "alice", Optional.empty()));

            fresh.db().change(tx -> {
                store.countPost(tx, ALICE, new PostId(50));
                // A node whose clock is behind gives lower numbers.
                store.countPost(tx, ALICE, new PostId(40));
            });
            var two = tally();
            fresh.db().change(tx -> store.uncountPosts(tx, Map.of(ALICE, Optional.of(new PostId(40)))));
            var one = tally();
            fresh.db().change(tx -> store.uncountPosts(tx, Map.of(ALICE, Optional.empty())));

            assertThat(two).isEqualTo(new Account.Tally(2, 0, 0, Optional.of(new PostId(50))));
            assertThat(one).isEqualTo(new Account.Tally(1, 0, 0, Optional.of(new PostId(40))));
            assertThat(tally()).isEqualTo(Account.Tally.NONE);
        }

        @Test
        void followsAreCountedOnBothSides() {
            insert(account(ALICE, "alice", Optional.empty()));
            insert(account(BOB, "bob", Optional.empty()));

            fresh.db().change(tx -> {
                store.countFollow(tx, BOB, ALICE, 1);
                store.countFollow(tx, ALICE, BOB, 1);
                store.countFollow(tx, ALICE, BOB, -1);
            });

            assertThat(tally()).isEqualTo(new Account.Tally(0, 1, 0, Optional.empty()));
            assertThat(read(BOB))
                    .extracting(Account::tally)
                    .containsExactly(new Account.Tally(0, 0, 1, Optional.empty()));
        }

        @Test
        void broughtTalliesAreAddedToWhatIsThere() {
            insert(account(ALICE, "alice", Optional.empty()));
            insert(account(BOB, "bob", Optional.empty()));
            fresh.db().change(tx -> store.countPost(tx, ALICE, new PostId(50)));

            fresh.db()
                    .change(tx -> store.addTallies(
                            tx,
                            Map.of(
                                    ALICE, new Account.Tally(3, 2, 1, Optional.of(new PostId(49))),
                                    BOB, new Account.Tally(1, 0, 5, Optional.of(new PostId(51))))));
            fresh.db().change(tx -> store.addTallies(tx, Map.of(BOB, new Account.Tally(0, 1, 0, Optional.empty()))));
            fresh.db().change(tx -> store.addTallies(tx, Map.of()));

            assertThat(tally()).isEqualTo(new Account.Tally(4, 2, 1, Optional.of(new PostId(50))));
            assertThat(read(BOB))
                    .extracting(Account::tally)
                    .containsExactly(new Account.Tally(1, 1, 5, Optional.of(new PostId(51))));
        }

        @Test
        void lastPostsAreThoseOfWhoHasAny() {
            insert(account(ALICE, "alice", Optional.empty()));
            insert(account(BOB, "bob", Optional.empty()));
            fresh.db().change(tx -> store.countPost(tx, ALICE, new PostId(50)));

            var lastPosts = fresh.db().read(tx -> store.lastPosts(tx, List.of(ALICE.value(), BOB.value(), 9L)));

            assertThat(lastPosts).containsExactly(Map.entry(ALICE.value(), 50L));
        }

        @Test
        void allAreCountedTogether() {
            var none = fresh.db().read(store::statistics);
            insert(account(ALICE, "alice", Optional.empty()));
            insert(account(BOB, "bob", Optional.empty()));
            fresh.db().change(tx -> {
                store.countPost(tx, ALICE, new PostId(50));
                store.countPost(tx, BOB, new PostId(51));
                store.countPost(tx, BOB, new PostId(52));
            });

            assertThat(none).isEqualTo(new Statistics(0, 0));
            assertThat(fresh.db().read(store::statistics)).isEqualTo(new Statistics(2, 3));
        }

        private static Account account(AccountId id, String handle, Optional<Instant> lockedAt) {
            var profile = new Account.Profile("Ünïcode 'n' \"quotes\" 👍", "");
            return new Account(
                    id, new Handle(handle), profile, lockedAt, CREATED, Account.Tally.NONE, Account.Standing.GOOD);
        }

        private boolean insert(Account account) {
            return fresh.db().transact(tx -> store.insert(tx, account));
        }

        private List<Account> read(AccountId... ids) {
            var values = List.of(ids).stream().map(AccountId::value).toList();
            return fresh.db().read(tx -> store.byIds(tx, values));
        }

        private Account.Tally tally() {
            return read(ALICE).getFirst().tally();
        }

        private Optional<AccountId> find(String key) {
            return fresh.db().read(tx -> store.find(tx, key));
        }

        private List<Long> startingWith(String prefix, int max) {
            return fresh.db().read(tx -> store.startingWith(tx, prefix, max)).stream()
                    .map(AccountId::value)
                    .toList();
        }
    }
}
