package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.db.Tx;
import social.ramage.event.DurableReactor;
import social.ramage.event.Event;
import social.ramage.event.Logged;

/** Two servers on one PostgreSQL. */
class RunningTwoNodesTest {
    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.on(Engine.POSTGRESQL);

    @TempDir
    Path dataOfOne;

    @TempDir
    Path dataOfOther;

    private Town one;
    private Town other;

    @BeforeEach
    void open() {
        one = Town.in(dataOfOne, Town.on(fresh.at()));
        other = Town.in(dataOfOther, Town.on(fresh.at()));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void theirIdsCarryDifferentNumbers() {
        long byOne = one.person("alice").id.value();
        long byOther = other.person("bob").id.value();

        assertThat(List.of(nodeOf(byOne), nodeOf(byOther))).containsExactly(0L, 1L);
    }

    @Test
    void whatIsPostedOnOneIsSeenOnTheOtherAndGoneWhenItIsDeleted() {
        var alice = one.person("alice");
        var bob = other.person("bob");
        bob.follows(alice);
        assertThat(bob.home().ids()).isEmpty();

        var id = alice.posts("Bonjour de l'autre côté");

        Await.until("the follower's home shows it", () -> bob.home().ids().equals(List.of(id)));
        Await.until("so does the public timeline", () -> publicIds(other).equals(List.of(id)));
        alice.deletes(id);
        Await.until("it is gone from home", () -> bob.home().ids().isEmpty());
        Await.until(
                "and from its address",
                () -> bob.reads("/api/v1/statuses/" + id).status() == 404);
    }

    @Test
    void aPostForFollowersHidesOnTheOtherOnceTheFollowerLeftHere() {
        var alice = one.person("alice");
        var bob = one.person("bob");
        var bobThere = other.as(bob);
        bob.follows(alice);
        var id = alice.posts("Entre nous", "visibility", "private");
        Await.until("it is seen there", () -> bobThere.home().ids().equals(List.of(id)));

        bob.unfollows(alice);

        Await.until(
                "it is hidden there",
                () -> bobThere.reads("/api/v1/statuses/" + id).status() == 404);
        assertThat(bobThere.home().ids()).isEmpty();
    }

    @Test
    void aDurableReactorRunsOnOneAndIsTakenOverWhenThatGoes() {
        var byFirst = new CopyOnWriteArrayList<Long>();
        var bySecond = new CopyOnWriteArrayList<Long>();
        var first = open(dataOfOne, byFirst);
        try (var second = open(dataOfOther, bySecond)) {
            one.person("a");
            Await.until("one of them has seen it", () -> byFirst.size() + bySecond.size() == 1);
            assertThat(bySecond).as("the first to come holds the lease").isEmpty();

            first.close();
            other.person("b");

            Await.until("the second has taken over", () -> bySecond.size() == 1);
            assertThat(Stream.concat(byFirst.stream(), bySecond.stream()))
                    .as("each event once, in order")
                    .containsExactlyElementsOf(accounts(second));
        }
    }

    private Ramage open(Path data, List<Long> seen) {
        var reactor = new DurableReactor() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public void react(Tx tx, List<Logged> events) {
                for (var logged : events) {
                    if (logged.event() instanceof Event.AccountCreated(var account)) {
                        tx.afterCommit(() -> seen.add(account.value()));
                    }
                }
            }
        };
        var ramage =
                Ramage.open(Settings.from(data, Map.of(), Town.on(fresh.at())), Clock.systemUTC(), List.of(reactor));
        Await.until(
                "its reactor has begun somewhere",
                () -> ramage.db()
                        .read(tx -> tx.sql("select 1 as n from reactor_cursor where reactor = 'test'")
                                .first(row -> row.number("n"))
                                .isPresent()));
        return ramage;
    }

    private static List<Long> accounts(Ramage ramage) {
        return ramage.db()
                .read(tx -> tx.sql("select account_id from event where kind = 'AccountCreated' order by id")
                        .list(row -> row.number("account_id")));
    }

    private static List<String> publicIds(Town town) {
        return town.stranger().reads("/api/v1/timelines/public").ids();
    }

    /** Six bits above the ten of the sequence. */
    private static long nodeOf(long id) {
        return (id >> 10) & 0x3f;
    }
}
