package social.ramage.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.ClientId;

final class TokenStore {
    private static final String INSERT = """
            insert into token (hash, account_id, client_id, scopes, created_at)
            values (:hash, cast(:account as bigint), cast(:client as bigint), :scopes, :at)
            """;
    private static final String FIND = """
            select account_id, scopes from token where hash = :hash
            """;
    private static final String CLIENT = """
            select client_id from token where hash = :hash and client_id is not null
            """;
    private static final String CLIENTS = """
            select distinct client_id from token where account_id = :account and client_id is not null
            order by client_id desc limit :max
            """;
    private static final String DELETE = """
            delete from token where hash = :hash
            """;
    private static final String DELETE_OF = """
            delete from token where account_id = :account and client_id = :client returning hash
            """;
    private static final String KEEP_NEWEST = """
            delete from token where account_id = :account and client_id = :client and created_at < (
                select created_at from token where account_id = :account and client_id = :client
                order by created_at desc limit 1 offset :max)
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

    void insert(Tx tx, String hash, Access access, Optional<ClientId> client, Instant at) {
        tx.sql(INSERT)
                .bind("hash", hash)
                .bindNumber("account", access.account().map(AccountId::value))
                .bindNumber("client", client.map(ClientId::value))
                .bind("scopes", Scope.format(access.scopes()))
                .bind("at", at)
                .run();
    }

    void delete(Tx tx, String hash) {
        tx.sql(DELETE).bind("hash", hash).run();
    }

    Optional<Access> find(Tx tx, String hash) {
        return tx.sql(FIND)
                .bind("hash", hash)
                .first(row ->
                        new Access(row.findNumber("account_id").map(AccountId::new), Scope.parse(row.text("scopes"))));
    }

    Optional<ClientId> client(Tx tx, String hash) {
        return tx.sql(CLIENT).bind("hash", hash).first(row -> new ClientId(row.number("client_id")));
    }

    List<Long> clients(Tx tx, AccountId account, int max) {
        return tx.sql(CLIENTS).bind("account", account.value()).bind("max", max).list(row -> row.number("client_id"));
    }

    /** @return the hashes of those that were deleted */
    List<String> deleteOf(Tx tx, AccountId account, ClientId client) {
        return tx.sql(DELETE_OF)
                .bind("account", account.value())
                .bind("client", client.value())
                .list(row -> row.text("hash"));
    }

    void keepNewest(Tx tx, Optional<AccountId> account, ClientId client, int max) {
        account.ifPresent(it -> tx.sql(KEEP_NEWEST)
                .bind("account", it.value())
                .bind("client", client.value())
                .bind("max", max)
                .run());
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
