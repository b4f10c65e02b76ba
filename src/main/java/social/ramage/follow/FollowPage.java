package social.ramage.follow;

/** Follows between two of their ids, newest first. */
public record FollowPage(long before, long after, int max) {}
