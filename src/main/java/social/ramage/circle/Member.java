package social.ramage.circle;

import social.ramage.id.AccountId;

/** @param id orders members by when they joined, for paging */
public record Member(long id, AccountId account) {}
