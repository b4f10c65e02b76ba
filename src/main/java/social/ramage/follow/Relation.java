package social.ramage.follow;

import java.util.Optional;
import social.ramage.id.AccountId;

/** How two accounts stand, seen from one of them. */
public record Relation(
        AccountId other, State mine, State theirs, boolean blocks, boolean isBlocked, Optional<Mute> mute) {
    public enum State {
        NONE,
        REQUESTED,
        FOLLOWING
    }
}
