package social.ramage.mastodon;

/** What endpoints make their answers with. */
record Renderers(AccountJson account, AccountsJson accounts, StatusJson status, Pages pages) {}
