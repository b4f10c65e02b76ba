package social.ramage.safety;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;

/**
 * What somebody told the moderators about an account.
 *
 * @param posts what was reported, and what may be gone since
 */
public record Report(
        long id,
        AccountId reporter,
        AccountId account,
        Category category,
        String comment,
        List<PostId> posts,
        List<Long> rules,
        Handling handling) {

    /** @param assigned who looks after it */
    public record Handling(
            Optional<AccountId> assigned,
            Optional<AccountId> resolvedBy,
            Optional<Instant> resolvedAt,
            Instant updatedAt) {}

    public Instant createdAt() {
        return Ids.timeOf(id);
    }
}
