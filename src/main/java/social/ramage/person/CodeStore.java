package social.ramage.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.PersonId;

final class CodeStore {
    private static final String FIND = """
            select code_secret, code_step from person where id = :id and code_since_at is not null
            """;
    private static final String TURN_ON = """
            update person set code_secret = :secret, code_step = :step, code_since_at = :at where id = :id
            """;
    private static final String TURN_OFF = """
            update person set code_secret = null, code_since_at = null where id = :id
            """;
    private static final String PASS = """
            update person set code_step = :step where id = :id and code_step < :step
            """;
    private static final String ADD_PAPER = """
            insert into recovery_code (person_id, hash) values (:person, :hash)
            """;
    private static final String USE_PAPER = """
            delete from recovery_code where person_id = :person and hash = :hash
            """;
    private static final String FORGET_PAPER = """
            delete from recovery_code where person_id = :person
            """;

    /** @param step the last one of which a code was used */
    record Kept(String secret, long step) {}

    Optional<Kept> find(Tx tx, PersonId person) {
        return tx.sql(FIND)
                .bind("id", person.value())
                .first(row -> new Kept(row.text("code_secret"), row.number("code_step")));
    }

    void turnOn(Tx tx, PersonId person, Kept kept, Instant at, List<String> paperHashes) {
        tx.sql(TURN_ON)
                .bind("id", person.value())
                .bind("secret", kept.secret())
                .bind("step", kept.step())
                .bind("at", at)
                .run();
        tx.sql(FORGET_PAPER).bind("person", person.value()).run();
        var batch = tx.batch(ADD_PAPER);
        paperHashes.forEach(
                hash -> batch.bind("person", person.value()).bind("hash", hash).add());
        batch.run();
    }

    void turnOff(Tx tx, PersonId person) {
        tx.sql(TURN_OFF).bind("id", person.value()).run();
        tx.sql(FORGET_PAPER).bind("person", person.value()).run();
    }

    /** @return false when a code of that step, or a later one, was used before */
    boolean pass(Tx tx, PersonId person, long step) {
        return tx.sql(PASS).bind("id", person.value()).bind("step", step).run() == 1;
    }

    boolean usePaper(Tx tx, PersonId person, String hash) {
        return tx.sql(USE_PAPER)
                        .bind("person", person.value())
                        .bind("hash", hash)
                        .run()
                == 1;
    }
}
