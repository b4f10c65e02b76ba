package social.ramage.follow;

import java.time.Instant;
import java.util.Optional;
import social.ramage.id.AccountId;

/**
 * That somebody wants to be shown nothing of somebody.
 *
 * @param id in the order of time
 * @param withNotices whether notices of what they do are unwanted too
 * @param endsAt nothing, when it lasts until it is taken back
 */
public record Mute(long id, AccountId muter, AccountId muted, boolean withNotices, Optional<Instant> endsAt) {
    boolean isOver(Instant now) {
        return endsAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
