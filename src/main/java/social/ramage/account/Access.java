package social.ramage.account;

import java.util.Optional;
import java.util.Set;
import social.ramage.id.AccountId;

/**
 * For whom a token acts, and what it may do.
 *
 * @param account none for a client that acts for nobody yet
 */
public record Access(Optional<AccountId> account, Set<Scope> scopes) {
    public boolean may(Scope needed) {
        for (var scope : scopes) {
            if (scope.contains(needed)) {
                return true;
            }
        }
        return false;
    }
}
