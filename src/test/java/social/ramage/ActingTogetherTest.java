package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import social.ramage.event.Signal;
import social.ramage.event.Visibility;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Viewer;
import social.ramage.id.PostId;
import social.ramage.post.Draft;
import social.ramage.post.PostText;
import social.ramage.post.Revision;
import social.ramage.problem.Refusal;

/** Many who do the same at once, or the opposite: it ends as if they had done it one after another. */
class ActingTogetherTest extends InATown {
    private static final int AT_ONCE = 100;

    /** How often opposites meet: who comes first differs from time to time. */
    private static final int MEETINGS = 40;

    private Town.Person ada;
    private Town.Person bob;
    private Town.Person lea;

    ActingTogetherTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        bob = town.person("bob");
        lea = town.confidentialPerson("lea");
    }

    /**
     * Something that is on or off.
     *
     * @param rows what there is in the tables while it is on
     * @param begun the events that say so, and {@code ended} those that say that it is off
     */
    private record Toggle(
            String name, Callable<Town.Reply> on, Callable<Town.Reply> off, String rows, String begun, String ended) {}

    @Test
    void aHundredOfTheSameLeaveOneAndAHundredOfItsUndoingNone() throws Exception {
        var facts = new Facts(town.ramage);
        for (var toggle : toggles()) {
            long begun = facts.count("event where " + toggle.begun);
            long ended = facts.count("event where " + toggle.ended);

            together(Collections.nCopies(AT_ONCE, toggle.on))
                    .forEach(reply -> assertThat(reply.status()).as(toggle.name).isEqualTo(200));
            assertThat(facts.count(toggle.rows)).as(toggle.name).isEqualTo(1);
            assertThat(facts.count("event where " + toggle.begun))
                    .as(toggle.name)
                    .isEqualTo(begun + 1);
            facts.talliesAreTrue();

            together(Collections.nCopies(AT_ONCE, toggle.off))
                    .forEach(reply ->
                            assertThat(reply.status()).as("un" + toggle.name).isEqualTo(200));
            assertThat(facts.count(toggle.rows)).as("un" + toggle.name).isZero();
            assertThat(facts.count("event where " + toggle.ended))
                    .as("un" + toggle.name)
                    .isEqualTo(ended + 1);
            facts.talliesAreTrue();
        }
    }

    private List<Toggle> toggles() {
        var post = bob.posts("Bonjour");
        var own = ada.posts("À moi");
        var all = new ArrayList<Toggle>();
        for (var signal : Signal.values()) {
            var verb = signal.name().toLowerCase(java.util.Locale.ROOT);
            var to = signal == Signal.PIN ? own : post;
            var where = "post_id = " + to + " and account_id = " + ada.id;
            all.add(new Toggle(
                    verb,
                    () -> ada.does(verb, to),
                    () -> ada.does("un" + verb, to),
                    "signal where " + where + " and kind = '" + signal + "'",
                    "kind = 'Signalled' and " + where + " and signal = '" + signal + "'",
                    "kind = 'SignalTakenBack' and " + where + " and signal = '" + signal + "'"));
        }
        all.add(new Toggle(
                "reblog",
                () -> ada.does("reblog", post),
                () -> ada.does("unreblog", post),
                "post where boost_of_id = " + post,
                "kind = 'PostPublished' and boost_of_id = " + post,
                "kind = 'PostDeleted' and boost_of_id = " + post));
        all.add(between("follow", "unfollow", bob, "follow where follower_id", "Followed", "Unfollowed"));
        all.add(between(
                "follow",
                "unfollow",
                lea,
                "follow_request where follower_id",
                "FollowRequested",
                "FollowRequestEnded"));
        all.add(between("block", "unblock", bob, "block where blocker_id", "Blocked", "Unblocked"));
        return all;
    }

    private Toggle between(String verb, String undo, Town.Person other, String rows, String begun, String ended) {
        var pair = " and account_id = " + ada.id + " and other_id = " + other.id;
        return new Toggle(
                verb + " " + other.handle,
                () -> ada.does(verb, other),
                () -> ada.does(undo, other),
                rows + " = " + ada.id,
                "kind = '" + begun + "'" + pair,
                "kind = '" + ended + "'" + pair);
    }

    /** Muting somebody again may change how, so each time is told. */
    @Test
    void aHundredMutesAreOne() throws Exception {
        var facts = new Facts(town.ramage);

        together(Collections.nCopies(AT_ONCE, () -> ada.does("mute", bob)));
        long on = facts.count("mute");
        together(Collections.nCopies(AT_ONCE, () -> ada.does("unmute", bob)));

        assertThat(on).isEqualTo(1);
        assertThat(facts.count("mute")).isZero();
        assertThat(facts.count("event where kind = 'Unmuted'")).isEqualTo(1);
    }

    @Test
    void aRequestIsAnsweredOnce() throws Exception {
        for (var verb : List.of("authorize", "reject")) {
            var asking = town.person(verb);
            asking.follows(lea);

            var statuses = statuses(together(Collections.nCopies(AT_ONCE, () -> lea.answers(asking, verb))));

            assertThat(statuses).isEqualTo(Map.of(200, 1, 404, AT_ONCE - 1));
            new Facts(town.ramage).talliesAreTrue();
        }
        assertThat(new Facts(town.ramage).count("follow")).isEqualTo(1);
    }

    @Test
    void aPostIsDeletedOnce() throws Exception {
        var post = bob.posts("Bonjour");
        ada.does("reblog", post);

        var statuses = statuses(together(Collections.nCopies(AT_ONCE, () -> bob.deletes(post))));

        assertThat(statuses.keySet()).isSubsetOf(200, 404).contains(200);
        assertThat(new Facts(town.ramage).count("event where kind = 'PostDeleted' and boost_of_id is null"))
                .isEqualTo(1);
        new Facts(town.ramage).talliesAreTrue();
    }

    @Test
    void followingAndBlockingLeaveTheBlockAlone() throws Exception {
        var facts = new Facts(town.ramage);
        for (int i = 0; i < MEETINGS; i++) {
            meet(
                    () -> town.ramage.follows.follow(ada.id, bob.id, FollowSource.API),
                    () -> town.ramage.blocks.block(bob.id, ada.id),
                    () -> town.ramage.follows.follow(bob.id, ada.id, FollowSource.API));

            assertThat(facts.count("follow")).isZero();
            assertThat(facts.count("block")).isEqualTo(1);
            town.ramage.blocks.unblock(bob.id, ada.id);
        }
        facts.talliesAreTrue();
    }

    @Test
    void ofAskingApprovingRefusingAndWithdrawingOneHoldsInTheEnd() throws Exception {
        var facts = new Facts(town.ramage);
        for (int i = 0; i < MEETINGS; i++) {
            town.ramage.follows.follow(ada.id, lea.id, FollowSource.API);
            meet(
                    () -> town.ramage.follows.approve(lea.id, ada.id),
                    () -> town.ramage.follows.unfollow(ada.id, lea.id),
                    () -> town.ramage.follows.refuse(lea.id, ada.id),
                    () -> town.ramage.follows.follow(ada.id, lea.id, FollowSource.API));

            assertThat(facts.count("follow") + facts.count("follow_request")).isLessThanOrEqualTo(1);
            facts.talliesAreTrue();
            assertThat(town.ramage.follows.followees(ada.id).size()).isEqualTo((int) facts.count("follow"));
            town.ramage.follows.unfollow(ada.id, lea.id);
            assertThat(facts.count("follow") + facts.count("follow_request")).isZero();
        }
    }

    @Test
    void nothingIsDoneToAPostThatIsGone() throws Exception {
        var facts = new Facts(town.ramage);
        for (int i = 0; i < MEETINGS; i++) {
            var post = publish(bob, "Bonjour " + i, Optional.empty());
            var adas = viewer(ada);
            var bobs = viewer(bob);
            meet(
                    () -> town.ramage.posts.delete(bobs, post),
                    () -> town.ramage.signals.give(adas, post, Signal.FAVOURITE),
                    () -> town.ramage.boosts.boost(adas, post, Visibility.PUBLIC),
                    () -> town.ramage.posts.edit(
                            bobs, post, new Revision(text("autre"), Optional.empty(), /* isSensitive= */ false)),
                    () -> publish(ada, "Oui", Optional.of(post)));

            assertThat(facts.count("post where boost_of_id is not null"))
                    .as("boosts")
                    .isZero();
            assertThat(facts.count("post_version")).as("versions").isZero();
            assertThat(facts.count("post where id = " + post)).as("posts").isZero();
            facts.talliesAreTrue();
        }
        Await.until("no signal of a deleted post is left", () -> {
            town.ramage.signals.sweep();
            return facts.count("signal") == 0;
        });
    }

    @Test
    void whatIsDoneAndTakenBackAtOnceIsCountedAsItStands() throws Exception {
        var facts = new Facts(town.ramage);
        var post = publish(bob, "Bonjour", Optional.empty());
        for (int i = 0; i < MEETINGS; i++) {
            var adas = viewer(ada);
            meet(
                    () -> town.ramage.signals.give(adas, post, Signal.FAVOURITE),
                    () -> town.ramage.signals.takeBack(adas, post, Signal.FAVOURITE),
                    () -> town.ramage.boosts.boost(adas, post, Visibility.PUBLIC),
                    () -> town.ramage.boosts.takeBack(adas, post),
                    () -> publish(ada, "Oui", Optional.of(post)));

            facts.talliesAreTrue();
            var given = town.ramage.signals.given(adas, town.ramage.posts.visible(List.of(post.value()), adas));
            assertThat(given.has(post, Signal.FAVOURITE)).isEqualTo(facts.count("signal") == 1);
            assertThat(given.hasBoosted(post)).isEqualTo(facts.count("post where boost_of_id is not null") == 1);
        }
    }

    private PostId publish(Town.Person author, String text, Optional<PostId> parent) {
        var draft = new Draft(text(text), Visibility.PUBLIC, parent, Optional.empty(), /* isSensitive= */ false);
        return town.ramage.posts.publish(viewer(author), draft).id();
    }

    private static PostText text(String text) {
        return PostText.parse(text, "", 140);
    }

    private Viewer viewer(Town.Person person) {
        return town.ramage.follows.viewer(person.id);
    }

    /** All of these at once; one that comes too late for what another did is refused. */
    private static void meet(Runnable... all) throws Exception {
        var work = new ArrayList<Callable<Boolean>>();
        for (var one : all) {
            work.add(() -> {
                try {
                    one.run();
                    return true;
                } catch (Refusal _) {
                    return false;
                }
            });
        }
        Collections.shuffle(work);
        together(work);
    }

    private static <T> List<T> together(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private static Map<Integer, Integer> statuses(List<Town.Reply> replies) {
        var countByStatus = new TreeMap<Integer, Integer>();
        replies.forEach(reply -> countByStatus.merge(reply.status(), 1, Integer::sum));
        return countByStatus;
    }
}
