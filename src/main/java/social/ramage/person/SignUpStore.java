package social.ramage.person;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import social.ramage.db.Row;
import social.ramage.db.Tx;

final class SignUpStore {
    private static final String INSERT = """
            insert into sign_up
                (hash, email, handle, name, password, locale, invitation_id, created_at)
            values (:hash, :email, :handle, :name, cast(:password as text), :locale,
                cast(:invitation as bigint), :at)
            """;
    private static final String FIND = """
            select email, handle, name, password, locale, invitation_id from sign_up
            where hash = :hash and created_at > :after
            """;
    private static final String DELETE = """
            delete from sign_up where hash = :hash
            """;
    private static final String SWEEP = """
            delete from sign_up where hash in (
                select hash from sign_up where created_at < :before order by created_at limit :max)
            """;

    /**
     * Somebody who asked to come in.
     *
     * @param password as it is kept
     */
    record Asked(
            Email email,
            String handle,
            String name,
            Optional<String> password,
            Locale locale,
            Optional<Long> invitation) {}

    void insert(Tx tx, String hash, Asked asked, Instant at) {
        tx.sql(INSERT)
                .bind("hash", hash)
                .bind("email", asked.email().value())
                .bind("handle", asked.handle())
                .bind("name", asked.name())
                .bindText("password", asked.password())
                .bind("locale", asked.locale().toLanguageTag())
                .bindNumber("invitation", asked.invitation())
                .bind("at", at)
                .run();
    }

    Optional<Asked> find(Tx tx, String hash, Instant after) {
        return tx.sql(FIND).bind("hash", hash).bind("after", after).first(SignUpStore::toAsked);
    }

    void delete(Tx tx, String hash) {
        tx.sql(DELETE).bind("hash", hash).run();
    }

    int sweep(Tx tx, Instant before, int max) {
        return tx.sql(SWEEP).bind("before", before).bind("max", max).run();
    }

    private static Asked toAsked(Row row) {
        return new Asked(
                new Email(row.text("email")),
                row.text("handle"),
                row.text("name"),
                row.findText("password"),
                Locale.forLanguageTag(row.text("locale")),
                row.findNumber("invitation_id"));
    }
}
