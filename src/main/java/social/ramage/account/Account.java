package social.ramage.account;

import java.time.Instant;
import java.util.Optional;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/**
 * An account as others see it.
 *
 * @param lockedAt since when it is confidential: followers need its yes, and its posts are for them at most
 */
public record Account(
        AccountId id,
        Handle handle,
        Profile profile,
        Optional<Instant> lockedAt,
        Instant createdAt,
        Tally tally,
        Standing standing) {
    public boolean isLocked() {
        return lockedAt.isPresent();
    }

    Account withHandle(Handle other) {
        return new Account(id, other, profile, lockedAt, createdAt, tally, standing);
    }

    /** Since when what was taken from it is. */
    public record Standing(Optional<Instant> suspendedAt, Optional<Instant> limitedAt, Optional<Instant> frozenAt) {
        public static final Standing GOOD = new Standing(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean isSuspended() {
        return standing.suspendedAt().isPresent();
    }

    /** @param name may be empty */
    public record Profile(String name, String bio) {}

    public record Tally(long posts, long followers, long following, Optional<PostId> lastPost) {
        public static final Tally NONE = new Tally(0, 0, 0, Optional.empty());

        public Tally plus(Tally other) {
            return new Tally(
                    posts + other.posts,
                    followers + other.followers,
                    following + other.following,
                    lastPost.or(other::lastPost)
                            .map(mine -> other.lastPost
                                    .filter(it -> it.compareTo(mine) > 0)
                                    .orElse(mine)));
        }
    }
}
