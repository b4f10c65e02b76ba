package social.ramage.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.PersonId;

final class PasskeyStore {
    private static final String INSERT = """
            insert into passkey (id, person_id, credential, uses, name, created_at)
            values (:id, :person, :credential, :uses, :name, :at)
            on conflict (id) do nothing
            """;
    private static final String OF = """
            select id, name, created_at, used_at from passkey where person_id = :person
            order by created_at, id limit :max
            """;
    private static final String FIND = """
            select person_id, credential, uses from passkey where id = :id
            """;
    private static final String USE = """
            update passkey set uses = :uses, used_at = :at where id = :id
            """;
    private static final String DELETE = """
            delete from passkey where id = :id and person_id = :person
            """;

    /**
     * What is kept of a key.
     *
     * @param credential its public half, in Base64 for URLs
     * @param uses as its device counts; 0 where it does not
     */
    record Kept(PersonId person, String credential, long uses) {}

    /** @return false when the key is known already */
    boolean insert(Tx tx, String id, Kept kept, String name, Instant at) {
        return tx.sql(INSERT)
                        .bind("id", id)
                        .bind("person", kept.person().value())
                        .bind("credential", kept.credential())
                        .bind("uses", kept.uses())
                        .bind("name", name)
                        .bind("at", at)
                        .run()
                == 1;
    }

    List<Passkey> of(Tx tx, PersonId person, int max) {
        return tx.sql(OF)
                .bind("person", person.value())
                .bind("max", max)
                .list(row -> new Passkey(
                        row.text("id"), row.text("name"), row.instant("created_at"), row.findInstant("used_at")));
    }

    Optional<Kept> find(Tx tx, String id) {
        return tx.sql(FIND)
                .bind("id", id)
                .first(row ->
                        new Kept(new PersonId(row.number("person_id")), row.text("credential"), row.number("uses")));
    }

    void use(Tx tx, String id, long uses, Instant at) {
        tx.sql(USE).bind("id", id).bind("uses", uses).bind("at", at).run();
    }

    void delete(Tx tx, PersonId person, String id) {
        tx.sql(DELETE).bind("id", id).bind("person", person.value()).run();
    }
}
