package social.ramage.post;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import social.ramage.db.Tx;
import social.ramage.event.DurableReactor;
import social.ramage.event.Event;
import social.ramage.event.Logged;

/** Counts how often each tag is used a day. A post that is deleted later has been a use all the same. */
public final class TagUses implements DurableReactor {
    private final TagStore store = new TagStore();

    @Override
    public String name() {
        return "tag uses";
    }

    @Override
    public void react(Tx tx, List<Logged> events) {
        var postsByDay = new TreeMap<Instant, List<Long>>();
        for (var logged : events) {
            switch (logged.event()) {
                case Event.PostPublished(var post, var _, var _, var _) ->
                    postsByDay
                            .computeIfAbsent(logged.at().truncatedTo(ChronoUnit.DAYS), _ -> new ArrayList<>())
                            .add(post.value());
                case Event.AccountCreated _,
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
                        Event.PostDeleted _,
                        Event.Signalled _,
                        Event.SignalTakenBack _,
                        Event.Noticed _,
                        Event.Imported _ -> {
                    // No tag is used.
                }
            }
        }
        postsByDay.forEach((day, posts) -> store.countUses(tx, posts, day));
    }
}
