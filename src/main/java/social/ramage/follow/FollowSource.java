package social.ramage.follow;

/** How a follower found the account, observed where it can be. */
public enum FollowSource {
    /** The account's own page. */
    PROFILE,
    /** A client that says no more. */
    API,
    IMPORT
}
