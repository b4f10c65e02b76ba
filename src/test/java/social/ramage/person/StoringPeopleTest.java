package social.ramage.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.DatabaseException;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;
import social.ramage.id.PersonId;

class StoringPeopleTest {
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final PersonId IDA = new PersonId(1);
    private static final AccountId ACCOUNT = new AccountId(7);

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

        private final PersonStore store = new PersonStore();

        /** In Turkish, the small letter of I is another one than that of the rest of the world. */
        @Test
        void anAddressIsOnePersonsInAnyCase() {
            boolean isNew = insert(IDA, "Ida@Example.ORG");
            boolean again = insert(new PersonId(2), "IDA@EXAMPLE.org");

            assertThat(isNew).isTrue();
            assertThat(again).isFalse();
            assertThat(find("ida@example.org")).hasValue(IDA);
            assertThat(find("other@example.org")).isEmpty();
        }

        @Test
        void whatAPersonIsIsKept() {
            insert(IDA, "Ida@Example.ORG");

            var kept = fresh.db()
                    .read(tx -> tx.sql("select email, locale, created_at from person")
                            .get(row -> List.of(row.text("email"), row.text("locale"), row.instant("created_at"))));

            assertThat(kept).containsExactly("Ida@Example.ORG", "fr-CA", NOW);
        }

        @Test
        void ownersAreCounted() {
            settle();
            long before = owners();
            pilot(IDA, ACCOUNT, Role.HOLDER);
            long holders = owners();
            pilot(new PersonId(2), ACCOUNT, Role.OWNER);

            assertThat(before).isZero();
            assertThat(holders).isZero();
            assertThat(owners()).isEqualTo(1);
        }

        @Test
        void aPersonPilotsAnAccountOnceAndOnlyOneThatIsThere() {
            settle();
            pilot(IDA, ACCOUNT, Role.HOLDER);

            assertThatThrownBy(() -> pilot(IDA, ACCOUNT, Role.OWNER)).isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> pilot(IDA, new AccountId(8), Role.OWNER)).isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> pilot(new PersonId(3), ACCOUNT, Role.OWNER))
                    .isInstanceOf(DatabaseException.class);
            assertThat(owners()).isZero();
        }

        private void settle() {
            insert(IDA, "ida@example.org");
            insert(new PersonId(2), "other@example.org");
            fresh.db()
                    .change(tx -> tx.sql("insert into account (id, handle, handle_key, name, bio, created_at)"
                                    + " values (7, 'a', 'a', '', '', 0)")
                            .run());
        }

        private boolean insert(PersonId id, String email) {
            return fresh.db()
                    .transact(tx -> store.insert(
                            tx,
                            new Person(
                                    id,
                                    Email.parse(email),
                                    Locale.CANADA_FRENCH,
                                    NOW,
                                    Optional.empty(),
                                    Optional.empty())));
        }

        private Optional<PersonId> find(String email) {
            return fresh.db().read(tx -> store.find(tx, Email.parse(email)).map(Person::id));
        }

        private void pilot(PersonId person, AccountId account, Role role) {
            fresh.db().change(tx -> store.pilot(tx, person, account, role, NOW));
        }

        private long owners() {
            return fresh.db().read(store::owners);
        }
    }
}
