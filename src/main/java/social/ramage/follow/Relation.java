package social.ramage.follow;

import social.ramage.id.AccountId;

/** How two accounts stand, seen from one of them. */
public record Relation(AccountId other, State mine, State theirs) {
    public enum State {
        NONE,
        REQUESTED,
        FOLLOWING
    }
}
