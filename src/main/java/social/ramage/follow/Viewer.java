package social.ramage.follow;

import java.util.Optional;
import social.ramage.account.Restricted;
import social.ramage.id.AccountId;

/** Who is looking, and when: everything that is read goes through one. */
public final class Viewer {
    /** Somebody who is not signed in. */
    public static final Viewer NOBODY = nobody();

    private final Optional<AccountId> account;
    private final Followees followees;
    private final Barriers barriers;
    private final long nowMillis;

    private Viewer(Optional<AccountId> account, Followees followees, Barriers barriers, long nowMillis) {
        this.account = account;
        this.followees = followees;
        this.barriers = barriers;
        this.nowMillis = nowMillis;
    }

    Viewer(AccountId account, Followees followees, Barriers barriers, long nowMillis) {
        this(Optional.of(account), followees, barriers, nowMillis);
    }

    /** Nothing for somebody who is not signed in. */
    public Optional<AccountId> account() {
        return account;
    }

    public boolean is(AccountId other) {
        return followees.follower().equals(other);
    }

    public boolean follows(AccountId other) {
        return followees.contains(other);
    }

    public boolean isBlockedBy(AccountId other) {
        return barriers.isBlockedBy(other);
    }

    /** Whether this viewer blocks or mutes them, and is shown nothing of theirs that was not asked for. */
    public boolean leavesOut(AccountId other) {
        return barriers.leavesOut(other, nowMillis);
    }

    /** Whether this viewer is shown them among others, unasked: a limited account is, to its followers. */
    public boolean comesAcross(AccountId other, Restricted restricted) {
        return !restricted.isSuspended(other) && (!restricted.isLimited(other) || is(other) || follows(other));
    }

    /** For statements: 0, which no account has, for nobody. */
    public long id() {
        return followees.follower().value();
    }

    private static Viewer nobody() {
        var none = new AccountId(0);
        return new Viewer(Optional.empty(), Followees.of(none, new long[0]), Barriers.none(none), 0);
    }
}
