package social.ramage.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import social.ramage.account.Scope;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.ClientId;

final class ClientStore {
    private static final String INSERT = """
            insert into client (id, secret_hash, name, website, redirects, scopes, created_at)
            values (:id, :hash, :name, :website, :redirects, :scopes, :at)
            """;
    private static final String FIND = """
            select id, secret_hash, name, website, redirects, scopes, created_at from client where id = :id
            """;
    private static final String BY_IDS = """
            select id, secret_hash, name, website, redirects, scopes, created_at from client where id in (<ids>)
            """;
    private static final String INSERT_CODE = """
            insert into authorization_code
                (hash, client_id, account_id, redirect, scopes, challenge, created_at)
            values (:hash, :client, :account, :redirect, :scopes, cast(:challenge as text), :at)
            """;
    private static final String FIND_CODE = """
            select account_id, redirect, scopes, challenge, token_hash from authorization_code
            where hash = :hash and client_id = :client and created_at > :after
            """;
    private static final String USE_CODE = """
            update authorization_code set token_hash = :token where hash = :hash and token_hash is null
            """;
    private static final String SWEEP_CODES = """
            delete from authorization_code where hash in (
                select hash from authorization_code where created_at < :before order by created_at limit :max)
            """;

    /** @param secretHash of what the client proves itself with */
    record Kept(Client client, String secretHash) {}

    /** @param tokenHash of what it was exchanged for, when it was */
    record Code(
            AccountId account,
            String redirect,
            java.util.Set<Scope> scopes,
            Optional<String> challenge,
            Optional<String> tokenHash) {}

    void insert(Tx tx, Kept kept) {
        var client = kept.client();
        tx.sql(INSERT)
                .bind("id", client.id().value())
                .bind("hash", kept.secretHash())
                .bind("name", client.name())
                .bind("website", client.website())
                .bind(
                        "redirects",
                        client.redirects().stream().map(Redirect::value).collect(Collectors.joining("\n")))
                .bind("scopes", Scope.format(client.scopes()))
                .bind("at", client.createdAt())
                .run();
    }

    Optional<Kept> find(Tx tx, ClientId id) {
        return tx.sql(FIND).bind("id", id.value()).first(ClientStore::toKept);
    }

    List<Client> byIds(Tx tx, List<Long> ids) {
        return tx.sql(BY_IDS).bindList("ids", ids).list(row -> toKept(row).client());
    }

    void insertCode(Tx tx, String hash, ClientId client, Code code, Instant at) {
        tx.sql(INSERT_CODE)
                .bind("hash", hash)
                .bind("client", client.value())
                .bind("account", code.account().value())
                .bind("redirect", code.redirect())
                .bind("scopes", Scope.format(code.scopes()))
                .bindText("challenge", code.challenge())
                .bind("at", at)
                .run();
    }

    Optional<Code> findCode(Tx tx, String hash, ClientId client, Instant after) {
        return tx.sql(FIND_CODE)
                .bind("hash", hash)
                .bind("client", client.value())
                .bind("after", after)
                .first(row -> new Code(
                        new AccountId(row.number("account_id")),
                        row.text("redirect"),
                        Scope.parse(row.text("scopes")),
                        row.findText("challenge"),
                        row.findText("token_hash")));
    }

    /** @return false when it was used before */
    boolean useCode(Tx tx, String hash, String tokenHash) {
        return tx.sql(USE_CODE).bind("hash", hash).bind("token", tokenHash).run() == 1;
    }

    int sweepCodes(Tx tx, Instant before, int max) {
        return tx.sql(SWEEP_CODES).bind("before", before).bind("max", max).run();
    }

    private static Kept toKept(Row row) {
        var redirects = row.text("redirects").lines().map(Redirect::new).toList();
        return new Kept(
                new Client(
                        new ClientId(row.number("id")),
                        row.text("name"),
                        row.text("website"),
                        redirects,
                        Scope.parse(row.text("scopes")),
                        row.instant("created_at")),
                row.text("secret_hash"));
    }
}
