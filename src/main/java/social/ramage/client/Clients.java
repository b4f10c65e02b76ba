package social.ramage.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Access;
import social.ramage.account.Scope;
import social.ramage.account.Tokens;
import social.ramage.db.Database;
import social.ramage.id.AccountId;
import social.ramage.id.ClientId;
import social.ramage.id.Ids;
import social.ramage.person.Secret;
import social.ramage.problem.Refusal;

/** The programs that people let act for them. */
public final class Clients {
    private static final int NAME_MAX = 60;
    private static final int WEBSITE_MAX = 2_000;
    private static final int REDIRECTS_MAX = 10;
    private static final int KNOWN_MAX = 10_000;

    private final Database db;
    private final Tokens tokens;
    private final Ids ids;
    private final Clock clock;
    private final ClientStore store = new ClientStore();
    private final Cache<ClientId, ClientStore.Kept> keptById =
            Caffeine.newBuilder().maximumSize(KNOWN_MAX).build();

    public Clients(Database db, Tokens tokens, Ids ids, Clock clock) {
        this.db = db;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a client says of itself. */
    public record Registration(String name, String website, List<String> redirects, String scopes) {}

    /** @param secret shown this once */
    public record Registered(Client client, Secret secret) {}

    /** @throws Refusal Invalid for what it cannot be */
    public Registered register(Registration sent) {
        var name = sent.name().strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > NAME_MAX) {
            throw Refusal.invalid("client_name", "problem.client_name", NAME_MAX);
        }
        var website = sent.website().strip();
        if (!website.isEmpty() && (website.length() > WEBSITE_MAX || !website.matches("https?://\\S+"))) {
            throw Refusal.invalid("website", "problem.client_website");
        }
        if (sent.redirects().isEmpty() || sent.redirects().size() > REDIRECTS_MAX) {
            throw Refusal.invalid("redirect_uris", "problem.redirect");
        }
        var redirects = sent.redirects().stream().map(Redirect::parse).toList();
        var scopes = sent.scopes().isBlank() ? Set.of(Scope.READ) : Scope.parse(sent.scopes());
        var client = new Client(new ClientId(ids.next()), name, website, redirects, scopes, clock.instant());
        var secret = Secret.fresh();
        db.change(tx -> store.insert(tx, new ClientStore.Kept(client, secret.hash())));
        return new Registered(client, secret);
    }

    public Optional<Client> find(String id) {
        return ClientId.parse(id).flatMap(this::kept).map(ClientStore.Kept::client);
    }

    /** @throws Refusal Invalid invalid_client, when there is none or the secret is another */
    public Client prove(String id, String secret) {
        return ClientId.parse(id)
                .flatMap(this::kept)
                .filter(kept -> isEqual(kept.secretHash(), new Secret(secret).hash()))
                .orElseThrow(() -> Refusal.invalid("invalid_client", "problem.client"))
                .client();
    }

    /**
     * What a client may do for an account, once the person has said yes.
     *
     * @param challenge of the client's own, to which only it has the answer (RFC 7636, S256)
     */
    public record Leave(
            Client client, AccountId account, Redirect redirect, Set<Scope> scopes, Optional<String> challenge) {}

    /** @return a code that the client exchanges for a token */
    public Secret give(Leave leave) {
        var code = Secret.fresh();
        var kept = new ClientStore.Code(
                leave.account(), leave.redirect().value(), leave.scopes(), leave.challenge(), Optional.empty());
        db.change(tx -> store.insertCode(tx, code.hash(), leave.client().id(), kept, clock.instant()));
        return code;
    }

    /** A token, and what it may be used for. */
    public record Granted(Secret token, Set<Scope> scopes, Instant createdAt) {}

    /**
     * What a client shows for a token.
     *
     * @param verifier the answer to its challenge, or empty
     */
    public record Exchange(Client client, String code, String redirect, String verifier) {}

    /**
     * Exchanges a code for a token, once: when it is shown again, somebody has stolen it, and the token is withdrawn.
     *
     * @throws Refusal Invalid invalid_grant
     */
    public Granted exchange(Exchange sent) {
        var hash = new Secret(sent.code()).hash();
        var granted = db.transact(tx -> {
            var now = clock.instant();
            var code = store.findCode(tx, hash, sent.client().id(), now.minus(Codes.OPEN_FOR))
                    .orElseThrow(Clients::refused);
            if (code.tokenHash().isPresent()) {
                tokens.withdraw(tx, code.tokenHash().get());
                return Optional.<Granted>empty();
            }
            if (!code.redirect().equals(sent.redirect()) || !Codes.answers(code.challenge(), sent.verifier())) {
                throw refused();
            }
            var access = new Access(Optional.of(code.account()), code.scopes());
            var token = tokens.create(tx, access, sent.client().id());
            if (!store.useCode(tx, hash, token.hash())) {
                throw refused();
            }
            return Optional.of(new Granted(token, code.scopes(), now));
        });
        return granted.orElseThrow(Clients::refused);
    }

    /** A token with which a client acts for nobody. @throws Refusal Invalid invalid_scope */
    public Granted forItself(Client client, Set<Scope> scopes) {
        if (!client.mayAskFor(scopes)) {
            throw Refusal.invalid("invalid_scope", "problem.scopes");
        }
        var now = clock.instant();
        var token = db.transact(tx -> tokens.create(tx, new Access(Optional.empty(), scopes), client.id()));
        return new Granted(token, scopes, now);
    }

    /** @throws Refusal Invalid unauthorized_client for another client's token; one that there is not is no problem */
    public void withdraw(Client client, String token) {
        if (!tokens.withdraw(client.id(), token)) {
            throw Refusal.invalid("unauthorized_client", "problem.client");
        }
    }

    /** The client of a token. */
    public Optional<Client> of(String token) {
        return tokens.client(token).flatMap(this::kept).map(ClientStore.Kept::client);
    }

    /** Those that may act for an account. */
    public List<Client> actingFor(AccountId account) {
        var clients = tokens.clients(account);
        return clients.isEmpty() ? List.of() : db.read(tx -> store.byIds(tx, clients));
    }

    /** From now on it may no longer act for that account. */
    public void dismiss(AccountId account, ClientId client) {
        tokens.withdrawAll(account, client);
    }

    public void sweep() {
        Codes.sweep(db, store, clock.instant());
    }

    private Optional<ClientStore.Kept> kept(ClientId id) {
        var known = keptById.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        var found = db.read(tx -> store.find(tx, id));
        found.ifPresent(kept -> keptById.put(id, kept));
        return found;
    }

    private static Refusal refused() {
        return Refusal.invalid("invalid_grant", "problem.grant");
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
