package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowPage;
import social.ramage.problem.Refusal;

class FollowingTest extends InATown {

    FollowingTest(Engine engine) {
        super(engine);
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
    @DisplayName("C8 both lists begin with the newest follow, and lead from page to page")
    void listsLeadFromPageToPage() {
        var star = town.person("star");
        var fans = List.of(town.person("a"), town.person("b"), town.person("c"), town.person("d"), town.person("e"));
        fans.forEach(fan -> fan.follows(star));
        fans.forEach(star::follows);
        var begun = follow(fans.getFirst(), star).followedAt();
        fans.getFirst().unfollows(star);
        Await.until("another millisecond begins", () -> Instant.now().isAfter(begun.plusMillis(1)));
        fans.getFirst().follows(star);
        var followers = List.of("a", "e", "d", "c", "b");
        var following = List.of("e", "d", "c", "b", "a");

        var first = star.reads("/api/v1/accounts/" + star.id + "/followers?limit=2");
        var second = star.reads(linked(first, "next"));
        var third = star.reads(linked(second, "next"));
        var newer = star.reads(linked(second, "prev").replace("limit=2", "limit=5"));

        assertThat(follow(fans.getFirst(), star).followedAt()).isAfter(begun);
        assertThat(acct(first)).isEqualTo(followers.subList(0, 2));
        assertThat(acct(second)).isEqualTo(followers.subList(2, 4));
        assertThat(acct(third)).isEqualTo(followers.subList(4, 5));
        assertThat(third.link()).as("where the list ends").isEmpty();
        assertThat(acct(newer)).isEqualTo(followers.subList(0, 2));
        assertThat(acct(star.reads("/api/v1/accounts/" + star.id + "/followers")))
                .isEqualTo(followers);
        assertThat(acct(star.reads("/api/v1/accounts/" + star.id + "/following")))
                .isEqualTo(following);
        assertThat(acct(star.reads(linked(star.reads("/api/v1/accounts/" + star.id + "/following?limit=2"), "next"))))
                .isEqualTo(following.subList(2, 4));
        assertThat(star.reads("/api/v1/accounts/12345/followers").status()).isEqualTo(404);
    }

    @Test
    void aRequestThatIsWithdrawnOrRefusedIsGone() {
        var alice = town.confidentialPerson("alice");
        var bob = town.person("bob");

        bob.follows(alice);
        assertThat(relation(alice, bob, "requested_by")).isTrue();
        var withdrawn = bob.unfollows(alice);

        assertThat(withdrawn.json().get("requested").asBoolean()).isFalse();
        assertThat(relation(alice, bob, "requested_by")).isFalse();
        assertThatThrownBy(() -> town.ramage.follows.approve(alice.id, bob.id)).isInstanceOf(Refusal.class);

        bob.follows(alice);
        town.ramage.follows.refuse(alice.id, bob.id);

        assertThat(relation(bob, alice, "requested")).isFalse();
        assertThat(relation(bob, alice, "following")).isFalse();
        assertThatThrownBy(() -> town.ramage.follows.approve(alice.id, bob.id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> town.ramage.follows.refuse(alice.id, bob.id)).isInstanceOf(Refusal.class);
        assertThat(alice.reads("/api/v1/accounts/" + alice.id + "/followers").ids())
                .isEmpty();
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

        var boost = town.ramage.boosts.boost(
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
    void aBoostIsOneHoweverOftenOfTheOriginalAndCanBeTakenBack() {
        var author = town.person("author");
        var friend = town.person("friend");
        var other = town.person("other");
        other.follows(author);
        var original = author.posts("worth it");
        var restricted = author.posts("entre nous", "visibility", "private");

        var boost = boost(friend, original);
        var again = boost(friend, original);
        var ofBoost = boost(other, boost);

        assertThat(again).isEqualTo(boost);
        assertThat(other.reads("/api/v1/statuses/" + ofBoost)
                        .json()
                        .at("/reblog/id")
                        .asString())
                .isEqualTo(original);
        assertThat(boosts(original)).isEqualTo(2);
        assertThatThrownBy(() -> boost(other, restricted)).isInstanceOf(Refusal.class);

        assertThat(other.deletes(boost).status()).isEqualTo(404);
        assertThat(friend.deletes(boost).status()).isEqualTo(200);

        assertThat(boosts(original)).isEqualTo(1);
        assertThat(boost(friend, original)).as("a new one").isNotEqualTo(boost);
    }

    @Test
    void aProfileLeavesOutWhatIsNotAskedFor() {
        var alice = town.person("alice");
        var bob = town.person("bob");
        var first = alice.posts("un");
        var more = alice.posts("deux", "in_reply_to_id", first);
        var answer = alice.posts("@bob trois", "in_reply_to_id", bob.posts("question"));
        var boost = boost(alice, bob.posts("à lire"));
        var all = "/api/v1/accounts/" + alice.id + "/statuses";

        assertThat(bob.reads(all).ids()).containsExactly(boost, answer, more, first);
        assertThat(bob.reads(all + "?exclude_replies=true").ids()).containsExactly(boost, more, first);
        assertThat(bob.reads(all + "?exclude_reblogs=true").ids()).containsExactly(answer, more, first);
        assertThat(bob.reads(all + "?pinned=true").ids()).isEmpty();
        assertThat(bob.reads(all + "?only_media=1").ids()).isEmpty();
        assertThat(bob.reads(linked(bob.reads(all + "?exclude_reblogs=true&limit=2"), "next"))
                        .ids())
                .containsExactly(first);
        assertThat(bob.reads("/api/v1/accounts/12345/statuses").status()).isEqualTo(404);
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

    @Test
    @DisplayName("C9 those with most followers are first while a handle is typed, and no more than are asked for")
    void handlesAreCompletedByHowKnownTheyAre() {
        var ida = town.person("Ida");
        var idris = town.person("idris");
        town.person("ignace");
        ida.follows(idris);
        var typing = "/api/v1/accounts/search?q=";

        assertThat(acct(ida.reads(typing + "id"))).containsExactly("idris", "Ida");
        assertThat(acct(ida.reads(typing + "ID&limit=1"))).containsExactly("idris");
        assertThat(acct(ida.reads(typing + "%20@IDA%20"))).containsExactly("Ida");
        assertThat(ida.reads(typing).ids()).isEmpty();
        assertThat(town.stranger().reads(typing + "id").status()).isEqualTo(401);
        assertThat(town.stranger()
                        .reads("/api/v1/accounts/lookup?acct=@IDRIS")
                        .json()
                        .get("acct")
                        .asString())
                .isEqualTo("idris");
        assertThat(ida.reads("/api/v1/accounts/lookup?acct=idr").status()).isEqualTo(404);
    }

    @Test
    void relationsAreToldOfThoseWhoAreThere() {
        var alice = town.person("alice");
        var bob = town.person("bob");
        alice.follows(bob);
        var asked = "/api/v1/accounts/relationships?id[]=";
        var forty = String.join("&id[]=", Collections.nCopies(40, bob.id.toString()));

        assertThat(alice.reads(asked + alice.id + "&id[]=12345&id[]=x&id[]=" + forty)
                        .ids())
                .containsExactly(alice.id.toString(), bob.id.toString());
        assertThat(alice.reads(asked
                                + java.util.stream.IntStream.rangeClosed(1, 41)
                                        .mapToObj(Integer::toString)
                                        .collect(java.util.stream.Collectors.joining("&id[]=")))
                        .status())
                .isEqualTo(422);
    }

    private Follow follow(Town.Person follower, Town.Person followed) {
        return town.ramage.follows.following(follower.id, new FollowPage(Long.MAX_VALUE, 0, 10)).stream()
                .filter(it -> it.followed().equals(followed.id))
                .findFirst()
                .orElseThrow();
    }

    private String boost(Town.Person booster, String post) {
        return town.ramage
                .boosts
                .boost(
                        town.ramage.follows.viewer(booster.id),
                        social.ramage.id.PostId.parse(post).orElseThrow(),
                        social.ramage.event.Visibility.PUBLIC)
                .toString();
    }

    /** As the database has it: what is shown may be a second old. */
    private long boosts(String post) {
        return new Facts(town.ramage).number("select boosts as n from post where id = " + post);
    }

    private static boolean relation(Town.Person me, Town.Person other, String what) {
        return me.reads("/api/v1/accounts/relationships?id[]=" + other.id)
                .json()
                .at("/0/" + what)
                .asBoolean();
    }

    private static List<String> acct(Town.Reply reply) {
        return reply.json().valueStream().map(it -> it.get("acct").asString()).toList();
    }

    /** The path that a page's header gives, as a client follows it. */
    private static String linked(Town.Reply page, String rel) {
        var link =
                Pattern.compile("<https?://[^/]+([^>]+)>; rel=\"" + rel + "\"").matcher(page.link());
        assertThat(link.find()).as("%s in %s", rel, page.link()).isTrue();
        return link.group(1);
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
