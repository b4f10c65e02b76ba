package social.ramage.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import social.ramage.db.Database;
import social.ramage.event.Event;
import social.ramage.event.EventLog;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.event.Visibility;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.notice.Notices;
import social.ramage.post.Shown;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.timeline.Timelines;

/**
 * The door to what happens while it does. Whoever listens is given the events that may concern their channels, and asks
 * for each what they are shown of it, by the rules of the timelines and of this moment.
 */
public final class Streams implements MemoryReactor {
    /** Who listens for one account at a time. */
    public static final int OF_ACCOUNT_MAX = 8;

    /** Events that are told again to whoever comes back; who missed more reads the timelines. */
    static final int AGAIN_MAX = 1_000;

    /** Posts of which it is remembered what they are about, for when they are deleted. */
    private static final int TOPICS_MAX = 10_000;

    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final Database db;
    private final EventLog log;
    private final Timelines timelines;
    private final Notices notices;
    private final Homes homes;
    private final Map<AccountId, Household> households = new ConcurrentHashMap<>();
    /** Those who listen to what is said to everyone. */
    private final Set<Ear> inPublic = ConcurrentHashMap.newKeySet();

    private final Cache<Long, Topics> topicsByPost =
            Caffeine.newBuilder().maximumSize(TOPICS_MAX).build();

    public Streams(Database db, EventLog log, Follows follows, Timelines timelines, Notices notices) {
        this.db = db;
        this.log = log;
        this.timelines = timelines;
        this.notices = notices;
        this.homes = new Homes(follows);
    }

    /**
     * @param listener given what may concern it, in order, on the reactors' thread; it must not wait
     * @throws Refusal TooMany when as many listen for that account as may
     */
    public Ear open(AccountId account, Consumer<Logged> listener) {
        var opened = new Ear[1];
        households.compute(account, (_, known) -> {
            var household = known == null ? new Household(account) : known;
            if (household.ears().size() < OF_ACCOUNT_MAX) {
                opened[0] = new Ear(household, listener);
                household.ears().add(opened[0]);
            }
            return household;
        });
        if (opened[0] == null) {
            throw new Refusal(new Problem.TooMany(COME_BACK, Sentence.of("problem.streams_max", OF_ACCOUNT_MAX)));
        }
        return opened[0];
    }

    /** Again is as once. @throws Refusal Invalid when it listens to as many as it may */
    public void listen(Ear ear, Channel channel) {
        if (ear.channels().size() >= Ear.CHANNELS_MAX && !ear.channels().contains(channel)) {
            throw Refusal.invalid("stream", "problem.channels_max", Ear.CHANNELS_MAX);
        }
        ear.channels().add(channel);
        switch (channel) {
            case Channel.Home _ -> {
                if (ear.household().beginsToWantHome()) {
                    homes.begin(ear.household());
                }
            }
            case Channel.Notices _ -> {
                // Comes by account.
            }
            case Channel.InPublic _, Channel.Topic _ -> inPublic.add(ear);
        }
    }

    /** Again is as once. */
    public void stop(Ear ear, Channel channel) {
        ear.channels().remove(channel);
        if (ear.channels().stream().noneMatch(it -> it instanceof Channel.InPublic || it instanceof Channel.Topic)) {
            inPublic.remove(ear);
        }
    }

    public void close(Ear ear) {
        inPublic.remove(ear);
        households.computeIfPresent(ear.household().account(), (_, household) -> {
            household.ears().remove(ear);
            return household.ears().isEmpty() ? left(household) : household;
        });
    }

    @Nullable
    private Household left(Household household) {
        household.leave();
        homes.end(household);
        return null;
    }

    /**
     * What came after an event that somebody had heard of, as far as it is still in the log.
     *
     * @return nothing when it is too much to be told again
     */
    public Optional<List<Logged>> after(long event) {
        var missed = db.read(tx -> log.after(tx, event, AGAIN_MAX + 1));
        return missed.size() > AGAIN_MAX ? Optional.empty() : Optional.of(missed);
    }

    /** What a viewer is shown of an event through a channel, now. */
    public Optional<Happening> happening(Viewer viewer, Channel channel, Logged logged) {
        return switch (channel) {
            case Channel.Home() ->
                happening(logged, post -> timelines.atHome(viewer, post), gone -> timelines.wasAtHome(viewer, gone))
                        .or(() -> noticed(viewer, logged));
            case Channel.Notices() -> noticed(viewer, logged);
            case Channel.InPublic(var from) ->
                from == Channel.From.ELSEWHERE
                        ? Optional.empty()
                        : happening(
                                logged,
                                post -> timelines.inPublic(viewer, post),
                                gone -> timelines.wasInPublic(viewer, gone));
            case Channel.Topic(var key, var from) ->
                from == Channel.From.ELSEWHERE ? Optional.empty() : saidAbout(viewer, key, logged);
        };
    }

    private Optional<Happening> saidAbout(Viewer viewer, String key, Logged logged) {
        return happening(
                logged,
                post -> timelines.saidToAll(viewer, post).filter(shown -> isAbout(shown, key, logged)),
                gone -> wasAbout(gone, key) && timelines.wasSaidToAll(viewer, gone));
    }

    /** The post is gone with its text, so only what was told is known. */
    private boolean wasAbout(Event.PostDeleted gone, String key) {
        var topics = topicsByPost.getIfPresent(gone.post().value());
        return topics != null && topics.keys.contains(key);
    }

    private static Optional<Happening> happening(
            Logged logged, Function<PostId, Optional<Shown>> shown, Predicate<Event.PostDeleted> was) {
        return switch (logged.event()) {
            case Event.PostPublished(var post, var _, var _, var _) ->
                shown.apply(post).map(Happening.Appeared::new);
            case Event.PostEdited(var post, var _, var _, var _) ->
                shown.apply(post).map(Happening.Changed::new);
            case Event.PostDeleted gone ->
                was.test(gone) ? Optional.of(new Happening.Gone(gone.post())) : Optional.empty();
            case Event.AccountCreated _,
                    Event.Followed _,
                    Event.Unfollowed _,
                    Event.FollowRequested _,
                    Event.FollowRequestEnded _,
                    Event.Blocked _,
                    Event.StandingChanged _,
                    Event.ProfileChanged _,
                    Event.PostTightened _,
                    Event.Unblocked _,
                    Event.Muted _,
                    Event.Unmuted _,
                    Event.Signalled _,
                    Event.SignalTakenBack _,
                    Event.Noticed _,
                    Event.Imported _ -> Optional.empty();
        };
    }

    private Optional<Happening> noticed(Viewer viewer, Logged logged) {
        return logged.event() instanceof Event.Noticed(var account, var notice) && viewer.is(account)
                ? notices.find(viewer, notice).map(Happening.Noticed::new)
                : Optional.empty();
    }

    /** Found once for all who listen. */
    private boolean isAbout(Shown shown, String key, Logged logged) {
        var topics = topicsByPost
                .asMap()
                .compute(
                        shown.post().id().value(),
                        (_, known) -> known != null && known.event >= logged.number()
                                ? known
                                : new Topics(logged.number(), shown.post().tags()));
        return topics.keys.contains(key);
    }

    private record Topics(long event, Set<String> keys) {}

    @Override
    public void react(List<Logged> batch) {
        for (var logged : batch) {
            switch (logged.event()) {
                case Event.PostPublished(var _, var author, var place, var visibility) ->
                    give(logged, author, place, visibility);
                case Event.PostEdited(var _, var author, var place, var visibility) ->
                    give(logged, author, place, visibility);
                case Event.PostDeleted(var _, var author, var place, var visibility) ->
                    give(logged, author, place, visibility);
                case Event.Noticed(var account, var _) -> {
                    var household = households.get(account);
                    if (household != null) {
                        give(logged, household.ears(), Ear::listensToNotices);
                    }
                }
                case Event.Followed(var follower, var followed) -> {
                    var household = households.get(follower);
                    if (household != null) {
                        homes.followed(household, followed);
                    }
                }
                case Event.Unfollowed(var follower, var followed) -> {
                    var household = households.get(follower);
                    if (household != null) {
                        homes.unfollowed(household, followed);
                    }
                }
                case Event.Imported() -> homes.doubt(households.values());
                case Event.AccountCreated _,
                        Event.FollowRequested _,
                        Event.FollowRequestEnded _,
                        Event.Blocked _,
                        Event.StandingChanged _,
                        Event.ProfileChanged _,
                        Event.PostTightened _,
                        Event.Unblocked _,
                        Event.Muted _,
                        Event.Unmuted _,
                        Event.Signalled _,
                        Event.SignalTakenBack _ -> {
                    // Nobody is told; what it narrows is asked for each event that is.
                }
            }
        }
    }

    private void give(Logged logged, AccountId author, Event.Place place, Visibility visibility) {
        homes.each(author, household -> give(logged, household.ears(), Ear::listensToHome));
        if (visibility == Visibility.PUBLIC && place.boostOf().isEmpty()) {
            inPublic.forEach(ear -> ear.give(logged));
        }
    }

    private static void give(Logged logged, List<Ear> ears, Predicate<Ear> wants) {
        for (var ear : ears) {
            if (wants.test(ear)) {
                ear.give(logged);
            }
        }
    }
}
