package social.ramage.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PersonId;

final class SessionStore {
    private static final String INSERT = """
            insert into session (id, hash, person_id, account_id, browser, created_at, seen_at)
            values (:id, :hash, :person, :account, :browser, :createdAt, :seenAt)
            """;
    private static final String FIND = """
            select id, person_id, account_id, browser, created_at, seen_at from session
            where hash = :hash and seen_at > :after and created_at > :first
            """;
    private static final String SEE = """
            update session set seen_at = :at where id = :id
            """;
    private static final String ACT_FOR = """
            update session set account_id = :account where id = :id
            """;
    private static final String OF = """
            select id, person_id, account_id, browser, created_at, seen_at from session
            where person_id = :person order by id desc limit :max
            """;
    private static final String END = """
            delete from session where id = :id and person_id = :person
            """;
    private static final String END_OTHERS = """
            delete from session where person_id = :person and id <> :id
            """;
    private static final String KEEP_NEWEST = """
            delete from session where person_id = :person and id <= (
                select id from session where person_id = :person order by id desc limit 1 offset :max)
            """;
    private static final String SWEEP = """
            delete from session where id in (
                select id from session where seen_at < :before order by seen_at limit :max)
            """;

    void insert(Tx tx, String hash, Session session) {
        tx.sql(INSERT)
                .bind("id", session.id())
                .bind("hash", hash)
                .bind("person", session.person().value())
                .bind("account", session.account().value())
                .bind("browser", session.browser())
                .bind("createdAt", session.createdAt())
                .bind("seenAt", session.seenAt())
                .run();
    }

    /**
     * @param after when it must have been seen last
     * @param first when it must have begun
     */
    Optional<Session> find(Tx tx, String hash, Instant after, Instant first) {
        return tx.sql(FIND)
                .bind("hash", hash)
                .bind("after", after)
                .bind("first", first)
                .first(SessionStore::toSession);
    }

    void see(Tx tx, long id, Instant at) {
        tx.sql(SEE).bind("id", id).bind("at", at).run();
    }

    void actFor(Tx tx, long id, AccountId account) {
        tx.sql(ACT_FOR).bind("id", id).bind("account", account.value()).run();
    }

    List<Session> of(Tx tx, PersonId person, int max) {
        return tx.sql(OF).bind("person", person.value()).bind("max", max).list(SessionStore::toSession);
    }

    void end(Tx tx, PersonId person, long id) {
        tx.sql(END).bind("person", person.value()).bind("id", id).run();
    }

    void endOthers(Tx tx, PersonId person, long id) {
        tx.sql(END_OTHERS).bind("person", person.value()).bind("id", id).run();
    }

    void keepNewest(Tx tx, PersonId person, int max) {
        tx.sql(KEEP_NEWEST).bind("person", person.value()).bind("max", max).run();
    }

    int sweep(Tx tx, Instant before, int max) {
        return tx.sql(SWEEP).bind("before", before).bind("max", max).run();
    }

    private static Session toSession(Row row) {
        return new Session(
                row.number("id"),
                new PersonId(row.number("person_id")),
                new AccountId(row.number("account_id")),
                row.text("browser"),
                row.instant("created_at"),
                row.instant("seen_at"));
    }
}
