package social.ramage.follow;

import java.time.Instant;
import social.ramage.id.AccountId;

/** @param id orders follows by when they began, for paging */
public record Follow(long id, AccountId follower, AccountId followed, Instant followedAt) {}
