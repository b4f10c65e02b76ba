package social.ramage.person;

import java.time.Instant;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.PersonId;

final class OneTimeKeyStore {
    private static final String INSERT = """
            insert into one_time_key (hash, purpose, person_id, email, created_at)
            values (:hash, :purpose, cast(:person as bigint), cast(:email as text), :at)
            """;
    private static final String FIND = """
            select person_id, email from one_time_key
            where hash = :hash and purpose = :purpose and created_at > :after
            """;
    private static final String USE = """
            delete from one_time_key where hash = :hash and purpose = :purpose and created_at > :after
            returning person_id, email
            """;
    private static final String FORGET = """
            delete from one_time_key where person_id = :person and purpose = :purpose
            """;
    private static final String SWEEP = """
            delete from one_time_key where hash in (
                select hash from one_time_key where created_at < :before order by created_at limit :max)
            """;

    void insert(Tx tx, String hash, Purpose purpose, OneTimeKeys.Held held, Instant at) {
        tx.sql(INSERT)
                .bind("hash", hash)
                .bind("purpose", purpose.name())
                .bindNumber("person", held.person().map(PersonId::value))
                .bindText("email", held.email().map(Email::value))
                .bind("at", at)
                .run();
    }

    Optional<OneTimeKeys.Held> find(Tx tx, String hash, Purpose purpose, Instant after) {
        return held(tx, FIND, hash, purpose, after);
    }

    Optional<OneTimeKeys.Held> use(Tx tx, String hash, Purpose purpose, Instant after) {
        return held(tx, USE, hash, purpose, after);
    }

    void forget(Tx tx, PersonId person, Purpose purpose) {
        tx.sql(FORGET)
                .bind("person", person.value())
                .bind("purpose", purpose.name())
                .run();
    }

    int sweep(Tx tx, Instant before, int max) {
        return tx.sql(SWEEP).bind("before", before).bind("max", max).run();
    }

    private static Optional<OneTimeKeys.Held> held(Tx tx, String sql, String hash, Purpose purpose, Instant after) {
        return tx.sql(sql)
                .bind("hash", hash)
                .bind("purpose", purpose.name())
                .bind("after", after)
                .first(row -> new OneTimeKeys.Held(
                        row.findNumber("person_id").map(PersonId::new),
                        row.findText("email").map(Email::new)));
    }
}
