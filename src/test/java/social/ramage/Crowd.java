package social.ramage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import social.ramage.event.Signal;
import social.ramage.event.Visibility;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Viewer;
import social.ramage.id.PostId;
import social.ramage.post.Draft;
import social.ramage.post.PostText;
import social.ramage.post.Revision;
import social.ramage.signal.Signals;

/** A town in which everything that ada and lea can be shown is there so many times, each by somebody else. */
final class Crowd implements AutoCloseable {
    /** As many mentions as a post has room for. */
    private static final int NAMED_MAX = 14;

    /** Posts that can be deleted, and requests that can be answered. */
    private static final int SPARE = 2 * Signals.PINS_MAX;

    final Town town;
    private final int size;
    private final Town.Person ada;
    private final Town.Person lea;
    private final List<Town.Person> friends;
    private final List<Town.Person> named;
    private final Deque<PostId> spare = new ArrayDeque<>();
    private final Deque<Town.Person> asking = new ArrayDeque<>();
    private PostId post;
    private String notice = "";
    private int asked;

    private Crowd(int size, Path data) {
        this.size = size;
        this.town = Town.in(data);
        this.ada = town.person("ada");
        this.lea = town.confidentialPerson("lea");
        this.friends = people("f", size);
        this.named = people("n", size);
        this.post = publish(ada, "Bonjour " + named(), Optional.empty());
    }

    static Crowd of(int size, Path data) {
        var crowd = new Crowd(size, data);
        crowd.settle();
        return crowd;
    }

    /** Memory is empty afterwards, and nobody but who asks uses the database. */
    void restart() {
        town.restart();
        town.ramage.durable.close();
    }

    /** @return how many statements it cost to answer */
    long asks(String route) {
        var parts = route.split(" ", 2);
        var who = route.contains("/follow_requests") ? lea : ada;
        long before = town.ramage.db().statements();
        var reply = who.sends(parts[0], path(parts[0], parts[1]), body(parts[0]), "application/x-www-form-urlencoded");
        long cost = town.ramage.db().statements() - before;
        if (reply.status() >= 500) {
            throw new AssertionError(route + ": " + reply.status());
        }
        return cost;
    }

    @Override
    public void close() {
        town.close();
    }

    private void settle() {
        for (int i = 0; i < size; i++) {
            var friend = friends.get(i);
            // Named by one, and seen nowhere else.
            var next = named.get(i);
            town.ramage.follows.follow(ada.id, friend.id, FollowSource.API);
            town.ramage.follows.follow(friend.id, ada.id, FollowSource.API);
            town.ramage.follows.follow(friend.id, lea.id, FollowSource.API);
            var said = publish(friend, "Salut @" + next.handle + " #sesame", Optional.empty());
            publish(friend, "Oui @" + next.handle, Optional.of(post));
            town.ramage.signals.give(viewer(friend), post, Signal.FAVOURITE);
            town.ramage.boosts.boost(viewer(friend), post, Visibility.PUBLIC);
            town.ramage.signals.give(viewer(ada), said, Signal.FAVOURITE);
            town.ramage.signals.give(viewer(ada), said, Signal.BOOKMARK);
            town.ramage.boosts.boost(viewer(ada), said, Visibility.PUBLIC);
            edit(i);
        }
        people("b", size).forEach(it -> town.ramage.blocks.block(ada.id, it.id));
        people("m", size).forEach(it -> town.ramage.blocks.mute(ada.id, it.id, /* withNotices= */ true, Duration.ZERO));
        for (var it : people("r", 2 * SPARE)) {
            town.ramage.follows.follow(it.id, lea.id, FollowSource.API);
            asking.add(it);
        }
        for (int i = 0; i < SPARE; i++) {
            var some = publish(ada, "Pour toujours " + i, Optional.empty());
            friends.forEach(it -> town.ramage.boosts.boost(viewer(it), some, Visibility.PUBLIC));
            spare.add(some);
            if (i < Signals.PINS_MAX - 1) {
                town.ramage.signals.give(viewer(ada), some, Signal.PIN);
            }
        }
        Await.until(
                "all that happened is told",
                () -> ada.reads("/api/v1/notifications?limit=80").ids().size() >= 2 * size);
        notice = ada.reads("/api/v1/notifications").ids().getFirst();
    }

    private void edit(int number) {
        var text = PostText.parse("Bonjour " + number + " " + named(), "", 140);
        town.ramage.posts.edit(viewer(ada), post, new Revision(text, Optional.empty(), /* isSensitive= */ false));
    }

    private String named() {
        return named.stream().limit(NAMED_MAX).map(it -> "@" + it.handle).collect(Collectors.joining(" "));
    }

    private List<Town.Person> people(String initial, int count) {
        return IntStream.range(0, count).mapToObj(i -> town.person(initial + i)).toList();
    }

    private PostId publish(Town.Person author, String text, Optional<PostId> parent) {
        var draft = new Draft(
                PostText.parse(text, "", 140), Visibility.PUBLIC, parent, Optional.empty(), /* isSensitive= */ false);
        return town.ramage.posts.publish(viewer(author), draft).id();
    }

    private Viewer viewer(Town.Person person) {
        return town.ramage.follows.viewer(person.id);
    }

    private String body(String method) {
        var tags = IntStream.range(0, Math.min(size, NAMED_MAX)).mapToObj(i -> "#a" + i);
        return method.equals("POST") || method.equals("PUT")
                ? "status=" + Town.encode(named() + " " + tags.collect(Collectors.joining(" ")) + " " + ++asked)
                        + "&home[last_read_id]=1"
                : "";
    }

    private String path(String method, String path) {
        var id = path.startsWith("/api/v1/notifications/")
                ? notice
                : path.startsWith("/api/v1/follow_requests/")
                        ? asking.pop().id.toString()
                        : path.startsWith("/api/v1/accounts/")
                                ? (method.equals("GET") ? ada : friends.getFirst()).id.toString()
                                : (method.equals("DELETE") && path.startsWith("/api/v1/statuses/") ? spare.pop() : post)
                                        .toString();
        var filled = path.replace("{id}", id)
                .replace("{handle}", "@ada")
                .replace("{tag}", "sesame")
                .replace("{name}", "1.jpg")
                .replace("{code}", "x")
                .replace("{secret}", "x");
        var ids = friends.stream().map(it -> "id[]=" + it.id).collect(Collectors.joining("&"));
        return filled
                + switch (path) {
                    case "/api/v1/accounts/lookup" -> "?acct=ada";
                    case "/api/v1/accounts/search" -> "?q=f";
                    case "/api/v1/accounts/relationships" -> "?" + ids;
                    default -> "?limit=40";
                };
    }
}
