package social.ramage.follow;

import java.util.Optional;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** How a follower found the account. The first one counts, and nobody but the followed may know it. */
public sealed interface FollowSource {
    /** The account's own page. */
    FollowSource.Plain PROFILE = Plain.PROFILE;

    /** A client that says no more, or nothing that is true. */
    FollowSource.Plain API = Plain.API;

    FollowSource.Plain IMPORT = Plain.IMPORT;

    /** There is no more to say of it. */
    enum Plain implements FollowSource {
        PROFILE,
        API,
        IMPORT
    }

    /**
     * Somebody passed a post of the account on.
     *
     * @param by who that was, for whoever may know
     */
    record Boosted(PostId post, Optional<By> by) implements FollowSource {
        public record By(AccountId booster, PostId boost) {}

        public Boosted withoutWho() {
            return new Boosted(post, Optional.empty());
        }
    }

    record Listed(long list) implements FollowSource {}

    record Recommended(Reason reason) implements FollowSource {
        public enum Reason {
            /** Somebody whom the follower follows follows the account. */
            FRIENDS_OF_FRIENDS,
            /** The account followed the follower first. */
            FOLLOWS_YOU
        }
    }

    /** @param words as the follower typed them */
    record Searched(String words) implements FollowSource {}

    /** @param tag as the follower typed it, without the sign */
    record Tagged(String tag) implements FollowSource {}

    record Invited(AccountId inviter) implements FollowSource {}
}
