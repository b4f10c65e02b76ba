package social.ramage.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.ClientId;
import social.ramage.person.Secret;

/** Bearer tokens: what a client shows to act for an account. */
public final class Tokens {
    public static final Set<Scope> ALL = Set.of(Scope.READ, Scope.WRITE, Scope.FOLLOW, Scope.PUSH);

    private static final int KNOWN_MAX = 100_000;
    /** A token that is withdrawn on another node is good here for so long at most. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    static final int EACH_MAX = 50;
    private static final int CLIENTS_MAX = 100;
    private static final int LENGTH_MAX = 128;

    private final Database db;
    private final Clock clock;
    private final TokenStore store = new TokenStore();
    private final Cache<String, Access> accessByHash = Caffeine.newBuilder()
            .maximumSize(KNOWN_MAX)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    public Tokens(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @return the token itself, which nobody can read again */
    public Secret create(AccountId account, Set<Scope> scopes) {
        return db.transact(tx -> create(tx, account, scopes));
    }

    public Secret create(Tx tx, AccountId account, Set<Scope> scopes) {
        return insert(tx, new Access(Optional.of(account), scopes), Optional.empty());
    }

    /** For a client; of the tokens that it has for that account the oldest end beyond {@link #EACH_MAX}. */
    public Secret create(Tx tx, Access access, ClientId client) {
        var secret = insert(tx, access, Optional.of(client));
        store.keepNewest(tx, access.account(), client, EACH_MAX);
        return secret;
    }

    public Optional<Access> find(String token) {
        if (!canBe(token)) {
            return Optional.empty();
        }
        var hash = new Secret(token).hash();
        var known = accessByHash.getIfPresent(hash);
        if (known != null) {
            return Optional.of(known);
        }
        var found = db.read(tx -> store.find(tx, hash));
        found.ifPresent(access -> accessByHash.put(hash, access));
        return found;
    }

    /** The client of a token that has one. */
    public Optional<ClientId> client(String token) {
        return canBe(token) ? db.read(tx -> store.client(tx, new Secret(token).hash())) : Optional.empty();
    }

    /** The clients that have tokens of an account, {@link #CLIENTS_MAX} at most. */
    public List<Long> clients(AccountId account) {
        return db.read(tx -> store.clients(tx, account, CLIENTS_MAX));
    }

    /** @return false when it is another client's */
    public boolean withdraw(ClientId client, String token) {
        if (!canBe(token)) {
            return true;
        }
        var hash = new Secret(token).hash();
        boolean isTheirs = db.transact(tx -> {
            var other =
                    store.find(tx, hash).isPresent() && !store.client(tx, hash).equals(Optional.of(client));
            if (!other) {
                store.delete(tx, hash);
            }
            return !other;
        });
        if (isTheirs) {
            accessByHash.invalidate(hash);
        }
        return isTheirs;
    }

    public void withdraw(Tx tx, String hash) {
        store.delete(tx, hash);
        tx.afterCommit(() -> accessByHash.invalidate(hash));
    }

    /** All that a client has of an account. */
    public void withdrawAll(AccountId account, ClientId client) {
        db.transact(tx -> store.deleteOf(tx, account, client)).forEach(accessByHash::invalidate);
    }

    private Secret insert(Tx tx, Access access, Optional<ClientId> client) {
        var secret = Secret.fresh();
        store.insert(tx, secret.hash(), access, client, clock.instant());
        return secret;
    }

    private static boolean canBe(String token) {
        return !token.isEmpty() && token.length() <= LENGTH_MAX;
    }
}
