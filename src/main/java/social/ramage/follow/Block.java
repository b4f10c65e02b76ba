package social.ramage.follow;

import social.ramage.id.AccountId;

/**
 * That somebody wants nothing to do with somebody.
 *
 * @param id in the order of time
 */
public record Block(long id, AccountId blocker, AccountId blocked) {}
