package social.ramage.safety;

import java.util.List;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;
import social.ramage.text.Storable;

/** What somebody wants to report. */
public record ReportDraft(AccountId account, List<PostId> posts, String comment, Category category, List<Long> rules) {
    static final int COMMENT_MAX = 1_000;
    static final int POSTS_MAX = 50;

    /** @throws Refusal Invalid when it is too long, or says what cannot be stored */
    public static ReportDraft parse(
            AccountId account, List<PostId> posts, String comment, Category category, List<Long> rules) {
        if (posts.size() > POSTS_MAX) {
            throw Refusal.invalid("status_ids", "problem.too_many_ids", POSTS_MAX);
        }
        return new ReportDraft(
                account,
                posts.stream().distinct().toList(),
                words("comment", comment),
                rules.isEmpty() ? category : Category.VIOLATION,
                rules.stream().distinct().toList());
    }

    /** What somebody says about a matter of moderation. */
    static String words(String field, String sent) {
        var words = sent.strip();
        if (words.length() > COMMENT_MAX) {
            throw Refusal.invalid(field, "problem.comment_too_long", COMMENT_MAX);
        }
        if (!Storable.isAll(words)) {
            throw Refusal.invalid(field, "problem.text_unstorable");
        }
        return words;
    }
}
