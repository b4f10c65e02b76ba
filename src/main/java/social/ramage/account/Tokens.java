package social.ramage.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.person.Secret;

/** Bearer tokens: what a client shows to act for an account. */
public final class Tokens {
    public static final Set<Scope> ALL = Set.of(Scope.READ, Scope.WRITE, Scope.FOLLOW, Scope.PUSH);

    private static final int KNOWN_MAX = 100_000;
    private static final int LENGTH_MAX = 128;

    private final Database db;
    private final Clock clock;
    private final TokenStore store = new TokenStore();
    private final Cache<String, Access> accessByHash =
            Caffeine.newBuilder().maximumSize(KNOWN_MAX).build();

    public Tokens(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @return the token itself, which nobody can read again */
    public Secret create(AccountId account, Set<Scope> scopes) {
        return db.transact(tx -> create(tx, account, scopes));
    }

    public Secret create(Tx tx, AccountId account, Set<Scope> scopes) {
        var secret = Secret.fresh();
        store.insert(tx, secret.hash(), new Access(Optional.of(account), scopes), clock.instant());
        return secret;
    }

    public Optional<Access> find(String token) {
        if (token.isEmpty() || token.length() > LENGTH_MAX) {
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
}
