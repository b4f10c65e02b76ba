package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.follow.FollowPage;

@ParameterizedClass
@EnumSource(Engine.class)
class FollowingTest {
    @RegisterExtension
    final FreshDatabase fresh;

    @TempDir
    Path data;

    private Town town;

    FollowingTest(Engine engine) {
        fresh = FreshDatabase.on(engine);
    }

    @BeforeEach
    void open() {
        town = Town.in(data, Town.on(fresh.at()));
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    @DisplayName("C8 follow and unfollow, lists of both with the date of each follow kept")
    void followsAndUnfollows() {
        var alice = town.person("alice");
        var bob = town.person("bob");
        var begun = Instant.now().minusMillis(1);

        var relation = bob.follows(alice);
        var again = bob.follows(alice);

        assertThat(relation.json().get("following").asBoolean()).isTrue();
        assertThat(again.json().get("following").asBoolean()).isTrue();
        assertThat(alice.reads("/api/v1/accounts/" + alice.id + "/followers").ids())
                .containsExactly(bob.id.toString());
        assertThat(alice.reads("/api/v1/accounts/" + bob.id + "/following").ids())
                .containsExactly(alice.id.toString());
        assertThat(alice.reads("/api/v1/accounts/relationships?id[]=" + bob.id)
                        .json()
                        .at("/0/followed_by")
                        .asBoolean())
                .isTrue();
        var kept = town.ramage.follows.followers(alice.id, new FollowPage(Long.MAX_VALUE, 0, 10));
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().followedAt()).isBetween(begun, Instant.now());

        bob.unfollows(alice);

        assertThat(alice.reads("/api/v1/accounts/" + alice.id + "/followers").ids())
                .isEmpty();
        assertThat(bob.follows(bob).status()).isEqualTo(422);
        assertThat(bob.reads("/api/v1/accounts/12345").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("C8 a confidential account is asked first, and shows nothing before its yes")
    void asksAConfidentialAccount() {
        var alice = town.confidentialPerson("alice");
        var bob = town.person("bob");
        var id = alice.posts("Entre nous", "visibility", "public");

        var asked = bob.follows(alice);

        assertThat(asked.json().get("requested").asBoolean()).isTrue();
        assertThat(asked.json().get("following").asBoolean()).isFalse();
        assertThat(bob.reads("/api/v1/statuses/" + id).status()).isEqualTo(404);

        town.ramage.follows.approve(alice.id, bob.id);

        assertThat(bob.reads("/api/v1/statuses/" + id).json().get("visibility").asString())
                .isEqualTo("private");
        assertThat(bob.home().ids()).containsExactly(id);
    }

    @Test
    @DisplayName("C6 home is own and followees' posts in the order of time, from memory and from the database alike")
    void homeIsInTheOrderOfTime() {
        var reader = town.person("reader");
        var authors = List.of(town.person("a"), town.person("b"), town.person("c"));
        var stranger = town.person("x");
        authors.forEach(reader::follows);
        var expected = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            expected.add(authors.get(i % 3).posts("post " + i));
            if (i == 20) {
                assertThat(reader.home().ids()).hasSize(21);
            }
            stranger.posts("noise " + i);
        }
        expected.add(reader.posts("mine"));
        Collections.reverse(expected);

        var kept = all(reader);
        town.restart();
        var cold = all(reader);

        assertThat(kept).containsExactlyElementsOf(expected).isSortedAccordingTo(byNewest());
        assertThat(cold).containsExactlyElementsOf(expected);
        var middle = expected.get(30);
        assertThat(reader.reads("/api/v1/timelines/home?limit=5&min_id=" + middle)
                        .ids())
                .containsExactlyElementsOf(expected.subList(25, 30));
        assertThat(reader.reads("/api/v1/timelines/home?limit=5&since_id=" + middle)
                        .ids())
                .containsExactlyElementsOf(expected.subList(0, 5));
    }

    @Test
    void homeLeavesOutAnswersToPeopleWhoAreNotFollowed() {
        var reader = town.person("reader");
        var friend = town.person("friend");
        var other = town.person("other");
        reader.follows(friend);
        var elsewhere = other.posts("hello");
        var toOther = friend.posts("@other hello", "in_reply_to_id", elsewhere);
        var mine = reader.posts("question");
        var toMe = friend.posts("@reader answer", "in_reply_to_id", mine);
        var thread = friend.posts("more of mine", "in_reply_to_id", toMe);

        var home = reader.home().ids();

        assertThat(home).contains(mine, toMe, thread).doesNotContain(toOther);
    }

    @Test
    void aBoostReachesTheBoostersFollowersAndNotThePublicTimeline() {
        var reader = town.person("reader");
        var friend = town.person("friend");
        var author = town.person("author");
        reader.follows(friend);
        reader.home();
        var original = author.posts("worth it");

        var boost = town.ramage.posts.boost(
                town.ramage.follows.viewer(friend.id),
                social.ramage.id.PostId.parse(original).orElseThrow(),
                social.ramage.event.Visibility.PUBLIC);

        var home = reader.home();
        assertThat(home.ids()).containsExactly(boost.toString());
        assertThat(home.json().at("/0/reblog/id").asString()).isEqualTo(original);
        assertThat(home.json().at("/0/account/acct").asString()).isEqualTo("friend");
        assertThat(home.json().at("/0/reblog/account/acct").asString()).isEqualTo("author");
        assertThat(reader.reads("/api/v1/timelines/public").ids()).containsExactly(original);

        author.deletes(original);

        assertThat(reader.home().ids()).isEmpty();
    }

    @Test
    @DisplayName("C9 handles are unique in any case, mentioned, linked and completed while typed")
    void handlesAreMentionable() {
        var alice = town.person("Alice_B");
        var bob = town.person("bob");

        var post = bob.triesToPost("Merci @alice_b et @nobody").json();

        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                social.ramage.problem.Refusal.class, () -> town.person("aLICE_b"))
                        .problem())
                .isInstanceOf(social.ramage.problem.Problem.Invalid.class);
        assertThat(post.at("/mentions/0/id").asString()).isEqualTo(alice.id.toString());
        assertThat(post.get("mentions")).hasSize(1);
        assertThat(post.get("content").asString())
                .contains("/@Alice_B\" class=\"u-url mention\">@<span>alice_b</span></a>")
                .endsWith("et @nobody</p>");
        assertThat(bob.reads("/api/v1/accounts/search?q=%40ali").ids()).containsExactly(alice.id.toString());
        assertThat(bob.reads("/api/v1/accounts/lookup?acct=ALICE_B")
                        .json()
                        .get("acct")
                        .asString())
                .isEqualTo("Alice_B");
    }

    private static Comparator<String> byNewest() {
        return Comparator.comparing(Long::parseLong, Comparator.reverseOrder());
    }

    /** Every page, as a client walks them. */
    private List<String> all(Town.Person reader) {
        var ids = new ArrayList<String>();
        var path = "/api/v1/timelines/home?limit=7";
        while (true) {
            var page = reader.reads(path);
            if (page.ids().isEmpty()) {
                assertThat(page.link()).isEmpty();
                return ids;
            }
            ids.addAll(page.ids());
            assertThat(page.link()).contains("; rel=\"next\", <http").endsWith("; rel=\"prev\"");
            path = "/api/v1/timelines/home?limit=7&max_id=" + page.ids().getLast();
        }
    }
}
