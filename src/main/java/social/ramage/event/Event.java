package social.ramage.event;

import java.util.Optional;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** Something that happened and is durable. Every reactor switches over these without a {@code default}. */
public sealed interface Event {
    record AccountCreated(AccountId account) implements Event {}

    /** Or the account's defaults and switches. */
    record ProfileChanged(AccountId account) implements Event {}

    record Followed(AccountId follower, AccountId followed) implements Event {}

    record Unfollowed(AccountId follower, AccountId followed) implements Event {}

    record FollowRequested(AccountId follower, AccountId followed) implements Event {}

    /** Withdrawn by the follower or refused by the followed: there is no request any more, and no follow. */
    record FollowRequestEnded(AccountId follower, AccountId followed) implements Event {}

    /** What they were to each other before has ended, with events of its own. */
    record Blocked(AccountId blocker, AccountId blocked) implements Event {}

    record Unblocked(AccountId blocker, AccountId blocked) implements Event {}

    /** Or differently from before. It may end by itself, with no event. */
    record Muted(AccountId muter, AccountId muted) implements Event {}

    record Unmuted(AccountId muter, AccountId muted) implements Event {}

    record PostPublished(PostId post, AccountId author, Place place, Visibility visibility) implements Event {}

    record PostEdited(PostId post, AccountId author, Place place, Visibility visibility) implements Event {}

    /** For fewer people than before; the visibility is the new one. */
    record PostTightened(PostId post, AccountId author, Place place, Visibility visibility) implements Event {}

    record PostDeleted(PostId post, AccountId author, Place place, Visibility visibility) implements Event {}

    /**
     * Once until it is taken back.
     *
     * @param author of the post
     */
    record Signalled(AccountId account, PostId post, AccountId author, Signal signal) implements Event {}

    record SignalTakenBack(AccountId account, PostId post, AccountId author, Signal signal) implements Event {}

    /** An account may do less than before, or as much again. */
    sealed interface StandingChanged extends Event {
        AccountId account();
    }

    /** Nothing of it is shown, and nobody acts for it. */
    record AccountSuspended(AccountId account) implements StandingChanged {}

    record AccountReinstated(AccountId account) implements StandingChanged {}

    /** Shown to its followers, and to those who look for it. */
    record AccountLimited(AccountId account) implements StandingChanged {}

    record AccountUnlimited(AccountId account) implements StandingChanged {}

    /** Nobody acts for it; what it said stays. */
    record AccountFrozen(AccountId account) implements StandingChanged {}

    record AccountThawed(AccountId account) implements StandingChanged {}
    /** Somebody has a new notice. */
    record Noticed(AccountId account, long notice) implements Event {}

    /** Many rows came at once, with no event for each: whatever was remembered of posts and follows is out of date. */
    record Imported() implements Event {}

    /**
     * Where a post stands.
     *
     * @param thread the first post of the conversation, or the post itself
     * @param parent the post that it answers
     * @param parentAuthor whom it answers
     * @param boostOf the post that it passes on
     */
    record Place(PostId thread, Optional<PostId> parent, Optional<AccountId> parentAuthor, Optional<PostId> boostOf) {
        /** Public timelines show what starts a conversation or continues one's own, and no boosts. */
        public boolean isOpening(AccountId author) {
            return boostOf.isEmpty()
                    && (parent.isEmpty() || parentAuthor.filter(author::equals).isPresent());
        }
    }
}
