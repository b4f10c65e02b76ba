package social.ramage.account;

import java.util.Arrays;
import java.util.Map;
import social.ramage.id.AccountId;

/** All accounts from which something was taken: few of many, as sorted sets of ids. */
public final class Restricted {
    private final Map<Restriction, long[]> sortedByRestriction;

    /** @param sortedByRestriction for each, ids in their order */
    Restricted(Map<Restriction, long[]> sortedByRestriction) {
        this.sortedByRestriction = sortedByRestriction;
    }

    public boolean isSuspended(AccountId account) {
        return has(Restriction.SUSPENDED, account);
    }

    public boolean isLimited(AccountId account) {
        return has(Restriction.LIMITED, account);
    }

    public boolean isFrozen(AccountId account) {
        return has(Restriction.FROZEN, account);
    }

    /** Whether nobody may act for it. */
    public boolean isSilenced(AccountId account) {
        return isSuspended(account) || isFrozen(account);
    }

    /** How many ids are kept. */
    int size() {
        return sortedByRestriction.values().stream().mapToInt(ids -> ids.length).sum();
    }

    private boolean has(Restriction restriction, AccountId account) {
        var ids = sortedByRestriction.get(restriction);
        return ids != null && ids.length > 0 && Arrays.binarySearch(ids, account.value()) >= 0;
    }
}
