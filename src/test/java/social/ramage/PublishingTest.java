package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;

class PublishingTest extends InATown {

    PublishingTest(Engine engine) {
        super(engine);
    }

    @Test
    @DisplayName("B1 a public post is read by a signed-out visitor at a stable address, before and after a restart")
    void isPublicAtAStableAddress() {
        var alice = town.person("alice");
        var id = alice.posts("Bonjour à tous <b>");

        var before = town.stranger().reads("/api/v1/statuses/" + id);
        var address = URI.create(before.json().get("url").asString()).getPath();
        town.restart();
        var after = town.stranger().reads("/api/v1/statuses/" + id);
        var page = town.stranger().reads(address);

        assertThat(before.status()).isEqualTo(200);
        assertThat(before.json().get("content").asString()).isEqualTo("<p>Bonjour à tous &lt;b&gt;</p>");
        assertThat(after.json().get("content")).isEqualTo(before.json().get("content"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().body()).contains("Bonjour à tous &lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    @DisplayName("B1 a post for followers is there for nobody else on any path, and its author is told no more")
    void isHiddenFromOutsiders() {
        var alice = town.person("alice");
        var outsider = town.person("oscar");
        var friend = town.person("fred");
        friend.follows(alice);
        var id = alice.posts("Entre nous", "visibility", "private");
        var answer = friend.posts("@alice oui", "visibility", "private", "in_reply_to_id", id);

        assertThat(friend.reads("/api/v1/statuses/" + id).status()).isEqualTo(200);
        assertThat(friend.home().ids()).contains(id);
        assertThat(alice.reads("/api/v1/statuses/" + answer).status()).isEqualTo(200);
        for (var other : new Town.Person[] {outsider, town.stranger()}) {
            assertThat(other.reads("/api/v1/statuses/" + id).status()).isEqualTo(404);
            assertThat(other.reads("/api/v1/statuses/" + id + "/context").status())
                    .isEqualTo(404);
            assertThat(other.reads("/@alice/" + id).status()).isEqualTo(404);
            assertThat(other.reads("/api/v1/accounts/" + alice.id + "/statuses").ids())
                    .isEmpty();
            assertThat(other.reads("/api/v1/timelines/public").ids()).isEmpty();
        }
        assertThat(outsider.triesToPost("answer", "in_reply_to_id", id).status())
                .isEqualTo(404);
        assertThat(outsider.deletes(id).status()).isEqualTo(404);
    }

    @Test
    void isAtItsAuthorsAddressAndAtNobodyElses() {
        var id = town.person("alice").posts("Bonjour");
        town.person("bob");

        assertThat(town.stranger().reads("/@ALICE/" + id).status()).isEqualTo(200);
        assertThat(town.stranger().reads("/@bob/" + id).status()).isEqualTo(404);
        assertThat(town.stranger().reads("/alice/" + id).status()).isEqualTo(404);
    }

    @Test
    void isDeletedByItsAuthorOnly() {
        var id = town.person("alice").posts("Bonjour");

        assertThat(town.person("oscar").deletes(id).status()).isEqualTo(404);
        assertThat(town.stranger().deletes(id).status()).isEqualTo(401);
        assertThat(town.stranger().reads("/api/v1/statuses/" + id).status()).isEqualTo(200);
    }

    @Test
    void isNotShownInAConversationToThoseWhoMayNotReadIt() {
        var alice = town.person("alice");
        var friend = town.person("fred");
        var outsider = town.person("oscar");
        friend.follows(alice);
        var root = alice.posts("À tous");
        var hidden = alice.posts("Entre nous", "visibility", "private", "in_reply_to_id", root);
        var below = friend.posts("@oscar écoute", "in_reply_to_id", hidden);

        var seen = friend.reads("/api/v1/statuses/" + root + "/context");
        assertThat(ids(seen, "descendants")).containsExactly(hidden, below);
        for (var other : new Town.Person[] {outsider, town.stranger()}) {
            var down = other.reads("/api/v1/statuses/" + root + "/context");
            var up = other.reads("/api/v1/statuses/" + below + "/context");
            assertThat(ids(down, "descendants")).containsExactly(below);
            assertThat(ids(up, "ancestors")).containsExactly(root);
        }
    }

    @Test
    void isNoLongerSeenOnceTheFollowerLeft() {
        var alice = town.person("alice");
        var friend = town.person("fred");
        friend.follows(alice);
        var id = alice.posts("Entre nous", "visibility", "private");
        assertThat(friend.home().ids()).contains(id);

        friend.unfollows(alice);

        assertThat(friend.reads("/api/v1/statuses/" + id).status()).isEqualTo(404);
        assertThat(friend.home().ids()).isEmpty();
    }

    @Test
    @DisplayName(
            "B2 140 characters are taken, 141 refused with both counts in the caller's language, and nothing is cut")
    void countsCharactersAsPeopleDo() {
        var alice = town.person("alice");
        var family = "👨‍👩‍👧‍👦".repeat(140);

        var taken = alice.triesToPost(family);
        var refused = alice.triesToPost(family + "x");
        var french = town.send(HttpRequest.newBuilder(town.at("/api/v1/statuses"))
                .header(
                        "Authorization",
                        "Bearer "
                                + town.ramage
                                        .tokens
                                        .create(alice.id, social.ramage.account.Tokens.ALL)
                                        .value())
                .header("Accept-Language", "fr-FR,fr;q=0.9")
                .POST(HttpRequest.BodyPublishers.ofString("status=" + "é".repeat(141)))
                .build());

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.json().get("content").asString()).isEqualTo("<p>" + family + "</p>");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error()).contains("140").contains("141");
        assertThat(french.error()).startsWith("Un message compte 140").contains("141");
        assertThat(alice.home().ids()).hasSize(1);
    }

    @Test
    @DisplayName("B2 the limit can be set for a server, and clients are told")
    void limitCanBeSet() {
        town.close();
        var given = new HashMap<>(Town.on(fresh.at()));
        given.put(Settings.Key.POST_CHARACTERS_MAX, "10");
        town = Town.in(data, given);
        var alice = town.person("alice");

        assertThat(alice.triesToPost("0123456789").status()).isEqualTo(200);
        assertThat(alice.triesToPost("0123456789abc").error())
                .isEqualTo("A post may have 10 characters; this one has 13.");
        assertThat(alice.reads("/api/v2/instance")
                        .json()
                        .at("/configuration/statuses/max_characters")
                        .asInt())
                .isEqualTo(10);
        assertThat(alice.reads("/api/v1/instance")
                        .json()
                        .at("/configuration/statuses/characters_reserved_per_url")
                        .asInt())
                .isEqualTo(23);
    }

    @Test
    void takesAllThreeKindsOfBody() {
        var alice = town.person("alice");
        var boundary = "XX";
        var parts = "--XX\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nÀ trois\r\n--XX--\r\n";

        alice.sends("POST", "/api/v1/statuses", "status=one", "application/x-www-form-urlencoded");
        alice.sends("POST", "/api/v1/statuses", "{\"status\":\"two\",\"media_ids\":[]}", "application/json");
        alice.sends("POST", "/api/v1/statuses", parts, "multipart/form-data; boundary=" + boundary);

        assertThat(alice.home().json().valueStream().map(it -> it.get("content").asString()))
                .containsExactly("<p>À trois</p>", "<p>two</p>", "<p>one</p>");
    }

    @Test
    void refusesWhatIsNotThereYet() {
        var alice = town.person("alice");

        assertThat(alice.triesToPost("psst", "visibility", "direct").status()).isEqualTo(422);
        assertThat(alice.triesToPost("psst", "visibility", "nobody").status()).isEqualTo(422);
        assertThat(alice.triesToPost("psst", "media_ids[]", "1").status()).isEqualTo(422);
        assertThat(alice.triesToPost("psst", "poll[options][]", "a").status()).isEqualTo(422);
        assertThat(alice.triesToPost("").status()).isEqualTo(422);
        assertThat(alice.home().ids()).isEmpty();
    }

    @Test
    void refusesWhoeverMayNot() {
        var alice = town.person("alice");
        var reader = alice.withToken(town.ramage
                .tokens
                .create(alice.id, social.ramage.account.Scope.parse("read"))
                .value());

        assertThat(reader.triesToPost("no").status()).isEqualTo(403);
        assertThat(reader.home().status()).isEqualTo(200);
        assertThat(alice.withToken("nonsense").home().status()).isEqualTo(401);
        assertThat(town.stranger().home().status()).isEqualTo(401);
    }

    @Test
    void answersBadInputWithASentence() {
        var alice = town.person("alice");
        var json = "application/json";

        check(alice.sends("POST", "/api/v1/statuses", "{\"status\":", json), 400);
        check(alice.sends("POST", "/api/v1/statuses", "[1]", json), 400);
        check(alice.sends("POST", "/api/v1/statuses", "{\"status\":".repeat(50) + "1" + "}".repeat(50), json), 400);
        check(alice.sends("POST", "/api/v1/statuses", "status=%zz", "application/x-www-form-urlencoded"), 400);
        check(alice.sends("POST", "/api/v1/statuses", "status=%ff%fe", "application/x-www-form-urlencoded"), 400);
        check(alice.sends("POST", "/api/v1/statuses", "x".repeat(300_000), json), 413);
        check(alice.sends("POST", "/api/v1/statuses", "status=a", "image/png"), 400);
        check(alice.sends("POST", "/api/v1/statuses", "{\"status\":\"\\ud800\"}", json), 422);
        check(alice.sends("POST", "/api/v1/statuses", "{\"status\":\"a\\u0000b\"}", json), 422);
        check(alice.sends("POST", "/api/v1/statuses", "--XX\r\nnonsense", "multipart/form-data; boundary=XX"), 400);
        check(alice.reads("/api/v1/timelines/home?limit=many"), 400);
        check(alice.reads("/api/v1/timelines/home?max_id=-1"), 400);
        check(alice.reads("/api/v1/timelines/home?max_id=99999999999999999999"), 400);
        check(alice.reads("/api/v1/accounts/lookup?acct=%00"), 404);
        check(alice.reads("/api/v1/accounts/lookup?acct=a%00"), 404);
        check(alice.triesToPost("a", "language", "%00"), 422);
        check(alice.reads("/api/v1/statuses/abc"), 404);
        check(alice.reads("/api/v1/statuses/9223372036854775807"), 404);
        check(alice.reads("/api/v1/nowhere"), 404);
        check(alice.sends("PUT", "/api/v1/timelines/home", "", ""), 405);
        check(alice.triesToPost("a", "in_reply_to_id", "12x"), 400);
    }

    private static void check(Town.Reply reply, int status) {
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(status);
        assertThat(reply.error()).isNotEmpty();
    }

    @Test
    void deletesForGood() {
        var alice = town.person("alice");
        var bob = town.person("bob");
        bob.follows(alice);
        var id = alice.posts("oups");
        var answer = bob.posts("@alice ?", "in_reply_to_id", id);
        assertThat(bob.home().ids()).contains(id);

        var deleted = alice.deletes(id);

        assertThat(deleted.json().get("text").asString()).isEqualTo("oups");
        assertThat(deleted.json().has("content")).isFalse();
        assertThat(alice.reads("/api/v1/statuses/" + id).status()).isEqualTo(404);
        assertThat(bob.home().ids()).containsExactly(answer);
        assertThat(bob.reads("/api/v1/statuses/" + answer)
                        .json()
                        .get("in_reply_to_id")
                        .asString())
                .isEqualTo(id);
        // Tallies in memory may be a second old; a fresh start has the database's.
        town.restart();
        assertThat(alice.reads("/api/v1/accounts/" + alice.id)
                        .json()
                        .get("statuses_count")
                        .asInt())
                .isZero();
    }

    @Test
    void showsTheWholeConversation() {
        var alice = town.person("alice");
        var bob = town.person("bob");
        var root = alice.posts("one");
        var first = bob.posts("two", "in_reply_to_id", root);
        var second = alice.posts("three", "in_reply_to_id", first);
        var own = alice.posts("four", "in_reply_to_id", root);

        var context = town.stranger().reads("/api/v1/statuses/" + first + "/context");
        var all = bob.reads("/api/v1/statuses/" + root + "/context");

        assertThat(ids(context, "ancestors")).containsExactly(root);
        assertThat(ids(context, "descendants")).containsExactly(second);
        assertThat(ids(all, "descendants")).as("her own answer first").containsExactly(own, first, second);
        // Counters in memory may be a second old; a fresh start has the database's.
        town.restart();
        assertThat(bob.reads("/api/v1/statuses/" + root)
                        .json()
                        .get("replies_count")
                        .asInt())
                .isEqualTo(2);
    }

    private static java.util.List<String> ids(Town.Reply reply, String part) {
        return reply.json()
                .get(part)
                .valueStream()
                .map(it -> it.get("id").asString())
                .toList();
    }
}
