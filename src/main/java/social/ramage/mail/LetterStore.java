package social.ramage.mail;

import java.time.Instant;
import java.util.List;
import social.ramage.db.Tx;

final class LetterStore {
    private static final String INSERT = """
            insert into letter (id, recipient, subject, body, due_at, written_at)
            values (:id, :recipient, :subject, :body, :at, :at)
            """;
    private static final String IS_FULL = """
            select 1 as found from letter order by due_at, id limit 1 offset :max
            """;
    private static final String IS_DUE = """
            select 1 as found from letter where due_at <= :at limit 1
            """;
    private static final String TAKE = """
            update letter set due_at = :again, tries = tries + 1
            where id in (select id from letter where due_at <= :at order by due_at, id limit :max)
            returning id, recipient, subject, body, tries
            """;
    private static final String POSTPONE = """
            update letter set due_at = :at where id = :id
            """;
    private static final String DELETE = """
            delete from letter where id = :id
            """;

    record Taken(long id, Letter letter, int tries) {}

    void insert(Tx tx, long id, Letter letter, Instant at) {
        tx.sql(INSERT)
                .bind("id", id)
                .bind("recipient", letter.recipient())
                .bind("subject", letter.subject())
                .bind("body", letter.body())
                .bind("at", at)
                .run();
    }

    boolean isFull(Tx tx, int max) {
        return tx.sql(IS_FULL).bind("max", max).first(_ -> true).isPresent();
    }

    boolean isDue(Tx tx, Instant now) {
        return tx.sql(IS_DUE).bind("at", now).first(_ -> true).isPresent();
    }

    /** Gives those that are due to whoever asks; nobody else is given them until {@code again}. */
    List<Taken> take(Tx tx, Instant now, Instant again, int max) {
        return tx.sql(TAKE)
                .bind("at", now)
                .bind("again", again)
                .bind("max", max)
                .list(row -> new Taken(
                        row.number("id"),
                        new Letter(row.text("recipient"), row.text("subject"), row.text("body")),
                        (int) row.number("tries")));
    }

    void postpone(Tx tx, long id, Instant until) {
        tx.sql(POSTPONE).bind("id", id).bind("at", until).run();
    }

    void delete(Tx tx, long id) {
        tx.sql(DELETE).bind("id", id).run();
    }
}
