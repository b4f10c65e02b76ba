package social.ramage.follow;

import social.ramage.account.Accounts;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.id.AccountId;

/** Begins and ends follows inside a transaction, with tallies and events. */
final class Ledger {
    private final FollowStore store = new FollowStore();
    private final Accounts accounts;
    private final Events events;

    Ledger(Accounts accounts, Events events) {
        this.accounts = accounts;
        this.events = events;
    }

    /** Again is as once. */
    void begin(Tx tx, Attributed attributed) {
        if (store.insert(tx, attributed)) {
            var follow = attributed.follow();
            accounts.countFollow(tx, follow.follower(), follow.followed(), 1);
            events.append(tx, new Event.Followed(follow.follower(), follow.followed()));
        }
    }

    /** Ends a follow and the request for one. Again is as once. */
    void end(Tx tx, AccountId follower, AccountId followed) {
        if (store.endRequest(tx, follower, followed).isPresent()) {
            events.append(tx, new Event.FollowRequestEnded(follower, followed));
        }
        if (store.delete(tx, follower, followed)) {
            accounts.countFollow(tx, follower, followed, -1);
            events.append(tx, new Event.Unfollowed(follower, followed));
        }
    }
}
