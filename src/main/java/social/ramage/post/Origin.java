package social.ramage.post;

import java.util.List;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** Who is concerned by a post: for those who tell them, not to be shown. */
public record Origin(AccountId author, PostId thread, List<AccountId> mentioned) {}
