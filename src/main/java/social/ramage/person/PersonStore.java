package social.ramage.person;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PersonId;

final class PersonStore {
    private static final String INSERT = """
            insert into person (id, email, email_key, locale, created_at, password)
            values (:id, :email, :key, :locale, :at, cast(:password as text))
            on conflict (email_key) do nothing
            """;
    private static final String FIND = """
            select id, email, locale, created_at, password, code_since_at from person where email_key = :key
            """;
    private static final String GET = """
            select id, email, locale, created_at, password, code_since_at from person where id = :id
            """;
    private static final String SET_PASSWORD = """
            update person set password = :password where id = :id
            """;
    private static final String SET_EMAIL = """
            update person set email = :email, email_key = :key where id = :id
                and not exists (select 1 from person other where other.email_key = :key and other.id <> :id)
            """;
    private static final String SET_LOCALE = """
            update person set locale = :locale where id = :id
            """;
    private static final String PILOT = """
            insert into pilot (person_id, account_id, role, since_at) values (:person, :account, :role, :at)
            """;
    private static final String ROLES_OF = """
            select role from pilot where account_id = :account
            """;
    private static final String APPOINT = """
            update pilot set role = :role where account_id = :account and role <> 'OWNER'
            """;
    private static final String STAFF = """
            select distinct account_id from pilot where role <> 'HOLDER' order by account_id
            """;
    private static final String PILOT_OF = """
            select person.* from pilot join person on person.id = pilot.person_id
            where pilot.account_id = :account order by pilot.since_at limit 1
            """;
    private static final String PILOTED = """
            select account_id, role from pilot where person_id = :person order by since_at, account_id
            """;
    private static final String OWNERS = """
            select count(*) as owners from pilot where role = 'OWNER'
            """;

    /** @return false when the address is taken */
    boolean insert(Tx tx, Person person) {
        return tx.sql(INSERT)
                        .bind("id", person.id().value())
                        .bind("email", person.email().value())
                        .bind("key", person.email().key())
                        .bind("locale", person.locale().toLanguageTag())
                        .bind("at", person.createdAt())
                        .bindText("password", person.password())
                        .run()
                == 1;
    }

    Optional<Person> find(Tx tx, Email email) {
        return tx.sql(FIND).bind("key", email.key()).first(PersonStore::toPerson);
    }

    Optional<Person> find(Tx tx, PersonId id) {
        return tx.sql(GET).bind("id", id.value()).first(PersonStore::toPerson);
    }

    void setPassword(Tx tx, PersonId id, String hash) {
        tx.sql(SET_PASSWORD).bind("id", id.value()).bind("password", hash).run();
    }

    /** @return false when somebody else has the address */
    boolean setEmail(Tx tx, PersonId id, Email email) {
        return tx.sql(SET_EMAIL)
                        .bind("id", id.value())
                        .bind("email", email.value())
                        .bind("key", email.key())
                        .run()
                == 1;
    }

    void setLocale(Tx tx, PersonId id, Locale locale) {
        tx.sql(SET_LOCALE)
                .bind("id", id.value())
                .bind("locale", locale.toLanguageTag())
                .run();
    }

    void pilot(Tx tx, PersonId person, AccountId account, Role role, Instant at) {
        tx.sql(PILOT)
                .bind("person", person.value())
                .bind("account", account.value())
                .bind("role", role.name())
                .bind("at", at)
                .run();
    }

    List<Role> roles(Tx tx, AccountId account) {
        return tx.sql(ROLES_OF).bind("account", account.value()).list(row -> Role.valueOf(row.text("role")));
    }

    /** @return how many pilots it has whose role changed */
    int appoint(Tx tx, AccountId account, Role role) {
        return tx.sql(APPOINT)
                .bind("account", account.value())
                .bind("role", role.name())
                .run();
    }

    List<AccountId> staff(Tx tx) {
        return tx.sql(STAFF).list(row -> new AccountId(row.number("account_id")));
    }

    Optional<Person> pilotOf(Tx tx, AccountId account) {
        return tx.sql(PILOT_OF).bind("account", account.value()).first(PersonStore::toPerson);
    }

    List<Piloted> piloted(Tx tx, PersonId person) {
        return tx.sql(PILOTED)
                .bind("person", person.value())
                .list(row -> new Piloted(new AccountId(row.number("account_id")), Role.valueOf(row.text("role"))));
    }

    long owners(Tx tx) {
        return tx.sql(OWNERS).get(row -> row.number("owners"));
    }

    private static Person toPerson(Row row) {
        return new Person(
                new PersonId(row.number("id")),
                new Email(row.text("email")),
                Locale.forLanguageTag(row.text("locale")),
                row.instant("created_at"),
                row.findText("password"),
                row.findInstant("code_since_at"));
    }
}
