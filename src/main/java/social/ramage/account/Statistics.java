package social.ramage.account;

/** How many there are on this server. */
public record Statistics(long accounts, long posts) {}
