package social.ramage.account;

import java.time.Instant;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;

final class TokenStore {
    private static final String INSERT = """
            insert into token (hash, account_id, scopes, created_at) values (:hash, cast(:account as bigint), :scopes, :at)
            """;
    private static final String FIND = """
            select account_id, scopes from token where hash = :hash
            """;
    private static final String OFFER = """
            insert into owner_link (hash, created_at) values (:hash, :at)
            """;
    private static final String WITHDRAW = """
            delete from owner_link where used_at is null
            """;
    private static final String IS_OPEN = """
            select 1 as found from owner_link where hash = :hash and used_at is null and created_at > :after
            """;
    private static final String USE = """
            update owner_link set used_at = :at where hash = :hash and used_at is null and created_at > :after
            """;

    void insert(Tx tx, String hash, Access access, Instant at) {
        tx.sql(INSERT)
                .bind("hash", hash)
                .bindNumber("account", access.account().map(AccountId::value))
                .bind("scopes", Scope.format(access.scopes()))
                .bind("at", at)
                .run();
    }

    Optional<Access> find(Tx tx, String hash) {
        return tx.sql(FIND)
                .bind("hash", hash)
                .first(row ->
                        new Access(row.findNumber("account_id").map(AccountId::new), Scope.parse(row.text("scopes"))));
    }

    void offerLink(Tx tx, String hash, Instant at) {
        tx.sql(WITHDRAW).run();
        tx.sql(OFFER).bind("hash", hash).bind("at", at).run();
    }

    boolean isLinkOpen(Tx tx, String hash, Instant after) {
        return tx.sql(IS_OPEN)
                .bind("hash", hash)
                .bind("after", after)
                .first(_ -> true)
                .isPresent();
    }

    boolean useLink(Tx tx, String hash, Instant at, Instant after) {
        return tx.sql(USE)
                        .bind("hash", hash)
                        .bind("at", at)
                        .bind("after", after)
                        .run()
                == 1;
    }
}
