package social.ramage.person;

import java.time.Instant;
import java.util.Optional;
import social.ramage.id.AccountId;

/**
 * A link by which others may come in.
 *
 * @param code what the link ends with; whoever made it may read it again
 * @param by the account that invites
 */
public record Invitation(
        long id, String code, AccountId by, Instant createdAt, Optional<Instant> expiresAt, int uses, int usesMax) {
    public boolean isGood(Instant now) {
        return uses < usesMax && expiresAt.filter(it -> !now.isBefore(it)).isEmpty();
    }
}
