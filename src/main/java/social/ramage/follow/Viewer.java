package social.ramage.follow;

import java.util.Optional;
import social.ramage.id.AccountId;

/** Who is looking: everything that is read goes through one. */
public record Viewer(Optional<AccountId> account, Followees followees) {
    /** Somebody who is not signed in. */
    public static final Viewer NOBODY = new Viewer(Optional.empty(), Followees.of(new AccountId(0), new long[0]));

    public boolean is(AccountId other) {
        return followees.follower().equals(other);
    }

    public boolean follows(AccountId other) {
        return followees.contains(other);
    }

    /** For statements: 0, which no account has, for nobody. */
    public long id() {
        return followees.follower().value();
    }
}
