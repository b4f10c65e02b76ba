package social.ramage.safety;

import java.util.Optional;
import social.ramage.id.AccountId;

/** Which reports a moderator wants to see. */
public record Wanted(State state, Optional<AccountId> account, Optional<AccountId> reporter) {
    public enum State {
        OPEN,
        RESOLVED
    }
}
