package social.ramage.mastodon;

/** What endpoints make their answers with. */
record Renderers(AccountJson account, StatusJson status, Pages pages) {}
