package social.ramage.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.DatabaseException;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;

class StoringTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final Instant DAY_BEFORE = NOW.minusSeconds(86_400);
    private static final AccountId ALICE = new AccountId(1);

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

        private final TokenStore store = new TokenStore();

        @Test
        void aTokenOpensWhatItWasGivenFor() {
            settle();
            for (var scopes : new Set<?>[] {Tokens.ALL, EnumSet.of(Scope.READ), EnumSet.of(Scope.WRITE, Scope.PUSH)}) {
                var access = new Access(
                        Optional.of(ALICE),
                        scopes.stream().map(Scope.class::cast).collect(java.util.stream.Collectors.toSet()));
                insert("hash of " + scopes, access);

                assertThat(find("hash of " + scopes)).hasValue(access);
            }
            assertThat(find("another hash")).isEmpty();
        }

        @Test
        void nobodyButAnAccountHasATokenAndNoneTwice() {
            settle();
            insert("hash", new Access(Optional.of(ALICE), Tokens.ALL));

            assertThatThrownBy(() -> insert("hash", new Access(Optional.of(ALICE), Tokens.ALL)))
                    .isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> insert("other", new Access(Optional.of(new AccountId(2)), Tokens.ALL)))
                    .isInstanceOf(DatabaseException.class);
            assertThat(find("other")).isEmpty();
        }

        @Test
        void theLinkOfTheOwnerOpensOnce() {
            offer("hash", NOW);

            boolean isOpen = isOpen("hash", DAY_BEFORE);
            boolean used = use("hash", DAY_BEFORE);

            assertThat(isOpen).isTrue();
            assertThat(used).isTrue();
            assertThat(isOpen("hash", DAY_BEFORE)).isFalse();
            assertThat(use("hash", DAY_BEFORE)).isFalse();
        }

        @Test
        void theLinkOfTheOwnerIsOpenForItsTimeOnly() {
            offer("hash", NOW);

            assertThat(isOpen("hash", NOW.minusMillis(1))).isTrue();
            assertThat(isOpen("hash", NOW)).isFalse();
            assertThat(use("hash", NOW)).isFalse();
            assertThat(isOpen("another", DAY_BEFORE)).isFalse();
        }

        @Test
        void aNewLinkEndsTheOneBeforeAndKeepsTheUsedOnesUsed() {
            offer("used", NOW);
            use("used", DAY_BEFORE);
            offer("former", NOW);
            offer("latter", NOW);

            assertThat(isOpen("former", DAY_BEFORE)).isFalse();
            assertThat(isOpen("latter", DAY_BEFORE)).isTrue();
            assertThatThrownBy(() -> offer("used", NOW)).isInstanceOf(DatabaseException.class);
            assertThat(isOpen("latter", DAY_BEFORE))
                    .as("a failed offer ends none")
                    .isTrue();
        }

        private void settle() {
            var account = new Account(
                    ALICE, new Handle("alice"), new Account.Profile("", ""), Optional.empty(), NOW, Account.Tally.NONE);
            fresh.db().change(tx -> new AccountStore().insert(tx, account));
        }

        private void insert(String hash, Access access) {
            fresh.db().change(tx -> store.insert(tx, hash, access, NOW));
        }

        private Optional<Access> find(String hash) {
            return fresh.db().read(tx -> store.find(tx, hash));
        }

        private void offer(String hash, Instant at) {
            fresh.db().change(tx -> store.offerLink(tx, hash, at));
        }

        private boolean isOpen(String hash, Instant after) {
            return fresh.db().read(tx -> store.isLinkOpen(tx, hash, after));
        }

        private boolean use(String hash, Instant after) {
            return fresh.db().transact(tx -> store.useLink(tx, hash, NOW.plusSeconds(1), after));
        }
    }
}
