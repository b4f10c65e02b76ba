package social.ramage.person;

import social.ramage.id.AccountId;

/** An account that somebody pilots, and as what. */
public record Piloted(AccountId account, Role role) {}
