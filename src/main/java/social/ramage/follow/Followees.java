package social.ramage.follow;

import java.util.Arrays;
import social.ramage.id.AccountId;

/** Whom an account follows, as a sorted set that costs eight bytes each. */
public final class Followees {
    private final AccountId follower;
    private final long[] sorted;

    Followees(AccountId follower, long[] sorted) {
        this.follower = follower;
        this.sorted = sorted;
    }

    /** @param accounts in any order */
    public static Followees of(AccountId follower, long[] accounts) {
        var sorted = accounts.clone();
        Arrays.sort(sorted);
        return new Followees(follower, sorted);
    }

    public AccountId follower() {
        return follower;
    }

    public boolean contains(AccountId account) {
        return Arrays.binarySearch(sorted, account.value()) >= 0;
    }

    public int size() {
        return sorted.length;
    }

    /** The ids themselves, not to be changed. */
    public long[] ids() {
        return sorted;
    }
}
