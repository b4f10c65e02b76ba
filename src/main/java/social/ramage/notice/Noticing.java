package social.ramage.notice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import social.ramage.account.Accounts;
import social.ramage.db.Tx;
import social.ramage.event.DurableReactor;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.event.Logged;
import social.ramage.event.Signal;
import social.ramage.event.Visibility;
import social.ramage.follow.Blocks;
import social.ramage.follow.Follows;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.notice.Notice.Kind;
import social.ramage.post.Origin;
import social.ramage.post.Posts;
import social.ramage.signal.Signals;

/**
 * Writes down what people are to be told. Nobody is told of their own doing, of what they may not see, of those whom
 * they block or mute, nor of a conversation that they muted. What is taken back is not told any more.
 */
public final class Noticing implements DurableReactor {
    /** Notices of a post that are deleted with it; what is left shows nothing and goes with its age. */
    private static final int DELETED_MAX = 1_000;

    private final Accounts accounts;
    private final Follows follows;
    private final Blocks blocks;
    private final Posts posts;
    private final Signals signals;
    private final Events events;
    private final Ids ids;
    private final NoticeStore store = new NoticeStore();

    /** By what it is decided who is told. */
    public record Sources(Accounts accounts, Follows follows, Blocks blocks, Posts posts, Signals signals) {}

    public Noticing(Sources sources, Events events, Ids ids) {
        this.accounts = sources.accounts();
        this.follows = sources.follows();
        this.blocks = sources.blocks();
        this.posts = sources.posts();
        this.signals = sources.signals();
        this.events = events;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public void react(Tx tx, List<Logged> events) {
        var originById = origins(tx, events);
        for (var logged : events) {
            react(tx, logged.event(), originById);
        }
    }

    private void react(Tx tx, Event event, Map<Long, Origin> originById) {
        switch (event) {
            case Event.Followed(var follower, var followed) -> {
                store.takeBack(tx, Notice.of(followed, Kind.FOLLOW_REQUEST, follower));
                tell(tx, follower, Optional.empty(), List.of(Notice.of(followed, Kind.FOLLOW, follower)));
            }
            case Event.Unfollowed(var follower, var followed) ->
                store.takeBack(tx, Notice.of(followed, Kind.FOLLOW, follower));
            case Event.FollowRequested(var follower, var followed) ->
                tell(tx, follower, Optional.empty(), List.of(Notice.of(followed, Kind.FOLLOW_REQUEST, follower)));
            case Event.FollowRequestEnded(var follower, var followed) ->
                store.takeBack(tx, Notice.of(followed, Kind.FOLLOW_REQUEST, follower));
            case Event.PostPublished(var post, var author, var place, var visibility) -> {
                if (place.boostOf().isPresent()) {
                    tellOf(tx, place.boostOf().get(), Kind.BOOST, author, originById);
                } else {
                    said(tx, new Said(post, author, place, visibility), originById);
                }
            }
            case Event.PostEdited(var post, var author, var place, var visibility) ->
                said(tx, new Said(post, author, place, visibility), originById);
            case Event.PostDeleted(var post, var author, var place, var _) -> {
                store.deleteOn(tx, post, DELETED_MAX);
                place.boostOf()
                        .flatMap(original -> about(original, Kind.BOOST, author, originById))
                        .ifPresent(notice -> store.takeBack(tx, notice));
            }
            case Event.Signalled(var account, var post, var _, var signal) -> {
                if (signal == Signal.FAVOURITE) {
                    tellOf(tx, post, Kind.FAVOURITE, account, originById);
                }
            }
            case Event.SignalTakenBack(var account, var post, var author, var signal) -> {
                if (signal == Signal.FAVOURITE) {
                    store.takeBack(tx, Notice.of(author, Kind.FAVOURITE, account, post));
                }
            }
            case Event.Blocked(var blocker, var blocked) -> {
                store.deleteBetween(tx, blocker, blocked);
                store.deleteBetween(tx, blocked, blocker);
            }
            case Event.AccountCreated _,
                    Event.StandingChanged _,
                    Event.ProfileChanged _,
                    Event.PostTightened _,
                    Event.Unblocked _,
                    Event.Muted _,
                    Event.Unmuted _,
                    Event.Noticed _,
                    Event.Imported _ -> {
                // Nobody is told.
            }
        }
    }

    private record Said(PostId post, AccountId author, Event.Place place, Visibility visibility) {}

    /** Whom it answers and whom it names. */
    private void said(Tx tx, Said said, Map<Long, Origin> originById) {
        var origin = originById.get(said.post.value());
        if (origin == null) {
            return;
        }
        var kindByAccount = new LinkedHashMap<AccountId, Kind>();
        origin.mentioned().forEach(account -> kindByAccount.put(account, Kind.MENTION));
        said.place
                .parentAuthor()
                .filter(answered -> mayRead(tx, said, answered, origin))
                .ifPresent(answered -> kindByAccount.put(answered, Kind.REPLY));
        var notices = new ArrayList<Notice>();
        kindByAccount.forEach((account, kind) -> notices.add(Notice.of(account, kind, said.author, said.post)));
        tell(tx, said.author, Optional.of(said.place.thread()), notices);
    }

    private boolean mayRead(Tx tx, Said said, AccountId answered, Origin origin) {
        return switch (said.visibility) {
            case PUBLIC, UNLISTED -> true;
            case FOLLOWERS ->
                origin.mentioned().contains(answered)
                        || !posts.visibleAmong(tx, List.of(said.post.value()), answered)
                                .isEmpty();
        };
    }

    private void tellOf(Tx tx, PostId post, Kind kind, AccountId from, Map<Long, Origin> originById) {
        var origin = originById.get(post.value());
        if (origin != null) {
            tell(tx, from, Optional.of(origin.thread()), List.of(Notice.of(origin.author(), kind, from, post)));
        }
    }

    private static Optional<Notice> about(PostId post, Kind kind, AccountId from, Map<Long, Origin> originById) {
        return Optional.ofNullable(originById.get(post.value()))
                .map(origin -> Notice.of(origin.author(), kind, from, post));
    }

    /** What one did: two statements, however many are told. */
    private void tell(Tx tx, AccountId from, Optional<PostId> thread, List<Notice> notices) {
        var others = notices.stream()
                .map(Notice::account)
                .filter(account -> !account.equals(from))
                .collect(Collectors.toCollection(HashSet::new));
        if (others.isEmpty()) {
            return;
        }
        others.removeAll(blocks.deafTo(tx, from, others));
        if (accounts.isLimited(tx, from)) {
            keepFollowers(tx, from, others);
        }
        thread.ifPresent(it -> others.removeAll(signals.deafTo(tx, it, others)));
        var wanted = notices.stream()
                .filter(notice -> others.contains(notice.account()))
                .map(notice -> notice.withId(ids.next()))
                .toList();
        // Whoever listens is told at the commit, on every node.
        store.insertAll(tx, wanted)
                .forEach(notice -> events.append(tx, new Event.Noticed(notice.account(), notice.id())));
    }

    private void keepFollowers(Tx tx, AccountId from, Set<AccountId> others) {
        if (!others.isEmpty()) {
            var followers = follows.followersAmong(
                    tx, from, others.stream().map(AccountId::value).toList());
            others.removeIf(other -> !followers.contains(other.value()));
        }
    }

    private Map<Long, Origin> origins(Tx tx, List<Logged> events) {
        var postIds = events.stream()
                .map(Logged::event)
                .flatMap(event -> about(event).stream())
                .map(PostId::value)
                .distinct()
                .toList();
        return posts.origins(tx, postIds);
    }

    /** The post of which something must be known to tell of an event. */
    private static Optional<PostId> about(Event event) {
        return switch (event) {
            case Event.PostPublished(var post, var _, var place, var _) ->
                Optional.of(place.boostOf().orElse(post));
            case Event.PostEdited(var post, var _, var _, var _) -> Optional.of(post);
            case Event.PostDeleted(var _, var _, var place, var _) -> place.boostOf();
            case Event.Signalled(var _, var post, var _, var _) -> Optional.of(post);
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
                    Event.SignalTakenBack _,
                    Event.Noticed _,
                    Event.Imported _ -> Optional.empty();
        };
    }
}
