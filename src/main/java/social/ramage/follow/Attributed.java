package social.ramage.follow;

/** A follow, or the request for one, with how the follower found the account. */
public record Attributed(Follow follow, FollowSource source) {}
