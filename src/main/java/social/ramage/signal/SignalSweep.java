package social.ramage.signal;

import java.util.List;
import social.ramage.db.Tx;
import social.ramage.event.DurableReactor;
import social.ramage.event.Event;
import social.ramage.event.Logged;

/** Notes posts that are gone. Of one with many signals not all are deleted at once: {@link Signals#sweep}. */
public final class SignalSweep implements DurableReactor {
    private final SignalStore store = new SignalStore();

    @Override
    public String name() {
        return "signal sweep";
    }

    @Override
    public void react(Tx tx, List<Logged> events) {
        for (var logged : events) {
            switch (logged.event()) {
                case Event.PostDeleted(var post, var _, var place, var _) -> {
                    // A boost has no signals of its own.
                    if (place.boostOf().isEmpty()) {
                        store.gone(tx, post);
                    }
                }
                case Event.PostPublished _,
                        Event.AccountCreated _,
                        Event.ProfileChanged _,
                        Event.PostTightened _,
                        Event.Followed _,
                        Event.Unfollowed _,
                        Event.FollowRequested _,
                        Event.FollowRequestEnded _,
                        Event.StandingChanged _,
                        Event.Blocked _,
                        Event.Unblocked _,
                        Event.Muted _,
                        Event.Unmuted _,
                        Event.PostEdited _,
                        Event.Signalled _,
                        Event.SignalTakenBack _,
                        Event.Noticed _,
                        Event.Imported _ -> {
                    // No post is gone.
                }
            }
        }
    }
}
