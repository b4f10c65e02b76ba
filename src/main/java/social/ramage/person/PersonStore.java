package social.ramage.person;

import java.time.Instant;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PersonId;

final class PersonStore {
    private static final String INSERT = """
            insert into person (id, email, email_key, locale, created_at)
            values (:id, :email, :key, :locale, :at)
            on conflict (email_key) do nothing
            """;
    private static final String FIND = """
            select id from person where email_key = :key
            """;
    private static final String PILOT = """
            insert into pilot (person_id, account_id, role, since_at) values (:person, :account, :role, :at)
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
                        .run()
                == 1;
    }

    Optional<PersonId> find(Tx tx, Email email) {
        return tx.sql(FIND).bind("key", email.key()).first(row -> new PersonId(row.number("id")));
    }

    void pilot(Tx tx, PersonId person, AccountId account, Role role, Instant at) {
        tx.sql(PILOT)
                .bind("person", person.value())
                .bind("account", account.value())
                .bind("role", role.name())
                .bind("at", at)
                .run();
    }

    long owners(Tx tx) {
        return tx.sql(OWNERS).get(row -> row.number("owners"));
    }
}
