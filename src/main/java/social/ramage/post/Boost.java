package social.ramage.post;

import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** That somebody passed a post on. */
public record Boost(PostId id, AccountId booster) {}
