package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.account.Handle;
import social.ramage.account.ProfileChange;
import social.ramage.account.Restriction;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.event.Signal;
import social.ramage.event.Visibility;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.person.Email;
import social.ramage.person.Role;
import social.ramage.post.Draft;
import social.ramage.post.PostText;
import social.ramage.post.Revision;
import social.ramage.problem.Refusal;

@ParameterizedClass
@EnumSource(Engine.class)
class VisibilityTest {
    private static final long SEED = 20261124;
    private static final int STEPS = 600;

    @RegisterExtension
    final FreshDatabase fresh;

    @TempDir
    Path data;

    VisibilityTest(Engine engine) {
        fresh = FreshDatabase.on(engine);
    }

    @Test
    void memoryAndDatabaseSayTheSameToEveryViewerAndTalliesAreTrueInRandomHistories() {
        var random = new Random(SEED);
        var settings = Settings.from(data, Map.of(), Town.on(fresh.at()));
        try (var ramage = Ramage.open(settings, Clock.systemUTC())) {
            var people = people(ramage);
            var posts = new ArrayList<PostId>();
            for (int step = 0; step < STEPS; step++) {
                act(ramage, random, people, posts);
                if (step % 20 == 0) {
                    check(ramage, people, posts, step);
                }
            }
            check(ramage, people, posts, STEPS);
            new Facts(ramage).talliesAreTrue();
            assertThat(hiddenFromNobody(ramage, posts))
                    .as("some posts are hidden from somebody")
                    .isPositive();
        }
    }

    private static List<AccountId> people(Ramage ramage) {
        var people = new ArrayList<AccountId>();
        for (int i = 0; i < 7; i++) {
            people.add(new Newcomers(ramage)
                    .create(new Newcomers.Newcomer(
                            Handle.parse("p" + i), Email.parse("p" + i + "@example.org"), "", "", Role.HOLDER, i == 6))
                    .id());
        }
        return people;
    }

    private static void act(Ramage ramage, Random random, List<AccountId> people, List<PostId> posts) {
        var me = people.get(random.nextInt(people.size()));
        var other = people.get(random.nextInt(people.size()));
        var viewer = ramage.follows.viewer(me);
        try {
            switch (random.nextInt(16)) {
                case 0, 1 -> ramage.follows.follow(me, other, FollowSource.API);
                case 2 -> ramage.follows.unfollow(me, other);
                case 3 -> ramage.follows.approve(other, me);
                case 4 ->
                    posts.add(ramage.boosts.boost(viewer, posts.get(random.nextInt(posts.size())), Visibility.PUBLIC));
                case 5 -> ramage.posts.delete(viewer, posts.get(random.nextInt(posts.size())));
                case 6 -> ramage.blocks.block(me, other);
                case 7 -> ramage.blocks.unblock(me, other);
                case 8 ->
                    ramage.posts.edit(
                            viewer,
                            posts.get(random.nextInt(posts.size())),
                            new Revision(text(random), Optional.empty(), /* isSensitive= */ false));
                case 14 -> suspend(ramage, other, random);
                case 9 -> ramage.signals.give(viewer, posts.get(random.nextInt(posts.size())), Signal.FAVOURITE);
                case 10 -> ramage.signals.takeBack(viewer, posts.get(random.nextInt(posts.size())), Signal.FAVOURITE);
                case 11 -> ramage.pictures.change(me, locked(random.nextBoolean()), Map.of());
                case 12 -> ramage.posts.tighten(viewer);
                default ->
                    posts.add(ramage.posts.publish(viewer, draft(random, posts)).id());
            }
        } catch (Refusal | IllegalArgumentException _) {
            // What a person may not do is refused; the history goes on without it.
        }
    }

    /** For a while: or soon nobody would be left. */
    private static void suspend(Ramage ramage, AccountId account, Random random) {
        ramage.events.change(tx -> random.nextInt(3) == 0
                ? ramage.accounts.restrict(tx, account, Restriction.SUSPENDED)
                : ramage.accounts.release(tx, account, Restriction.SUSPENDED));
    }

    private static ProfileChange locked(boolean isLocked) {
        return new ProfileChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ProfileChange.Switches(
                        Optional.of(isLocked),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    private static Draft draft(Random random, List<PostId> posts) {
        Optional<PostId> parent = posts.isEmpty() || random.nextBoolean()
                ? Optional.empty()
                : Optional.of(posts.get(random.nextInt(posts.size())));
        var visibility = Visibility.values()[random.nextInt(3)];
        return new Draft(text(random), visibility, parent, Optional.empty(), /* isSensitive= */ false);
    }

    private static PostText text(Random random) {
        var text = "word " + random.nextInt(4) + (random.nextBoolean() ? " @p" + random.nextInt(7) : "");
        return PostText.parse(text, "", 140);
    }

    private static void check(Ramage ramage, List<AccountId> people, List<PostId> posts, int step) {
        if (posts.isEmpty()) {
            return;
        }
        var ids = posts.stream().map(PostId::value).distinct().toList();
        var viewers = new ArrayList<Viewer>();
        viewers.add(Viewer.NOBODY);
        people.forEach(id -> viewers.add(ramage.follows.viewer(id)));
        for (var viewer : viewers) {
            var inMemory = ramage.posts.visible(ids, viewer).stream()
                    .map(shown -> shown.post().id().value())
                    .toList();
            assertThat(new HashSet<>(inMemory))
                    .as("seed %d, step %d, viewer %s", SEED, step, viewer.account())
                    .isEqualTo(new HashSet<>(ramage.posts.visibleInDatabase(ids, viewer)));
        }
    }

    private static int hiddenFromNobody(Ramage ramage, List<PostId> posts) {
        var ids = posts.stream().map(PostId::value).distinct().toList();
        var author = ids.size();
        return author - ramage.posts.visible(ids, Viewer.NOBODY).size();
    }
}
