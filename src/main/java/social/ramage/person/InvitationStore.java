package social.ramage.person;

import java.util.List;
import java.util.Optional;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;

final class InvitationStore {
    private static final String INSERT = """
            insert into invitation (id, code, account_id, created_at, expires_at, uses, uses_max)
            values (:id, :code, :account, :at, cast(:expiresAt as bigint), 0, :max)
            """;
    private static final String FIND = """
            select id, code, account_id, created_at, expires_at, uses, uses_max from invitation where code = :code
            """;
    private static final String GET = """
            select id, code, account_id, created_at, expires_at, uses, uses_max from invitation where id = :id
            """;
    private static final String BY = """
            select id, code, account_id, created_at, expires_at, uses, uses_max from invitation
            where account_id = :account order by id desc limit :max
            """;
    private static final String USE = """
            update invitation set uses = uses + 1 where id = :id and uses < uses_max
            """;
    private static final String DELETE = """
            delete from invitation where id = :id and account_id = :account
            """;

    void insert(Tx tx, Invitation invitation) {
        tx.sql(INSERT)
                .bind("id", invitation.id())
                .bind("code", invitation.code())
                .bind("account", invitation.by().value())
                .bind("at", invitation.createdAt())
                .bindInstant("expiresAt", invitation.expiresAt())
                .bind("max", invitation.usesMax())
                .run();
    }

    Optional<Invitation> find(Tx tx, String code) {
        return tx.sql(FIND).bind("code", code).first(InvitationStore::toInvitation);
    }

    Optional<Invitation> find(Tx tx, long id) {
        return tx.sql(GET).bind("id", id).first(InvitationStore::toInvitation);
    }

    List<Invitation> by(Tx tx, AccountId account, int max) {
        return tx.sql(BY).bind("account", account.value()).bind("max", max).list(InvitationStore::toInvitation);
    }

    /** @return false when all uses are used */
    boolean use(Tx tx, long id) {
        return tx.sql(USE).bind("id", id).run() == 1;
    }

    void delete(Tx tx, AccountId account, long id) {
        tx.sql(DELETE).bind("id", id).bind("account", account.value()).run();
    }

    private static Invitation toInvitation(Row row) {
        return new Invitation(
                row.number("id"),
                row.text("code"),
                new AccountId(row.number("account_id")),
                row.instant("created_at"),
                row.findInstant("expires_at"),
                (int) row.number("uses"),
                (int) row.number("uses_max"));
    }
}
