package social.ramage.account;

import java.util.Set;
import social.ramage.id.AccountId;

/** For whom a token acts, and what it may do. */
public record Access(AccountId account, Set<Scope> scopes) {
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
