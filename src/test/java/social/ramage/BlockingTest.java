package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import tools.jackson.databind.JsonNode;

class BlockingTest extends InATown {
    private Town.Person ada;
    private Town.Person bob;
    private Town.Person zoe;

    BlockingTest(Engine engine) {
        super(engine, new MovableClock(Instant.now()));
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        bob = town.person("bob");
        zoe = town.person("zoe");
    }

    @Test
    @DisplayName("A6 whoever is blocked follows no more, is followed no more, and reads and answers nothing")
    void endsFollowsAndHidesWhatTheBlockerSays() {
        ada.follows(bob);
        bob.follows(ada);
        var post = ada.posts("Bonjour");
        assertThat(bob.home().ids()).contains(post);

        var relation = ada.does("block", bob);

        assertThat(relation.json().get("blocking").asBoolean()).isTrue();
        assertThat(relation.json().get("following").asBoolean()).isFalse();
        assertThat(relation.json().get("followed_by").asBoolean()).isFalse();
        assertThat(relation(bob, ada).get("blocked_by").asBoolean()).isTrue();
        assertThat(bob.home().ids()).isEmpty();
        assertThat(bob.reads("/api/v1/timelines/public").ids()).isEmpty();
        assertThat(bob.reads("/api/v1/statuses/" + post).status()).isEqualTo(404);
        assertThat(bob.reads("/api/v1/accounts/" + ada.id + "/statuses").ids()).isEmpty();
        assertThat(bob.reads("/api/v1/accounts/" + ada.id + "/followers").ids()).isEmpty();
        assertThat(bob.triesToPost("@ada", "in_reply_to_id", post).status()).isEqualTo(404);
        assertThat(bob.does("favourite", post).status()).isEqualTo(404);
        assertThat(bob.follows(ada).status()).isEqualTo(403);
        assertThat(ada.follows(bob).status()).isEqualTo(403);
        assertThat(zoe.reads("/api/v1/statuses/" + post).status()).isEqualTo(200);
        assertThat(new Facts(town.ramage).number("select sum(followers + following) as n from account"))
                .isZero();
        town.restart();
        assertThat(bob.reads("/api/v1/statuses/" + post).status()).isEqualTo(404);
    }

    @Test
    void whoBlocksIsShownNothingOfTheOther() {
        var root = zoe.posts("Bonjour");
        var said = bob.posts("Bonsoir", "in_reply_to_id", root);
        var after = zoe.posts("Et toi ?", "in_reply_to_id", said);
        var opening = bob.posts("Parlons #merles");
        zoe.does("reblog", opening);
        ada.follows(zoe);
        bob.does("favourite", root);

        ada.does("block", bob);

        assertThat(descendants(ada, root)).containsExactly(after);
        assertThat(ada.reads("/api/v1/timelines/public").ids()).containsExactly(root);
        assertThat(ada.reads("/api/v1/timelines/tag/merles").ids()).isEmpty();
        assertThat(ada.home().json().findValuesAsString("content")).noneMatch(it -> it.contains("merles"));
        assertThat(ada.reads("/api/v1/statuses/" + root + "/favourited_by").ids())
                .isEmpty();
        assertThat(ada.reads("/api/v1/statuses/" + opening).status()).isEqualTo(200);
    }

    @Test
    void isTakenBackAndWhatItEndedStaysEnded() {
        bob.follows(ada);
        ada.does("block", bob);
        ada.does("block", bob);
        assertThat(ada.reads("/api/v1/blocks").ids()).containsExactly(bob.id.toString());

        var relation = ada.does("unblock", bob);
        ada.does("unblock", bob);

        assertThat(relation.json().get("blocking").asBoolean()).isFalse();
        assertThat(relation.json().get("followed_by").asBoolean()).isFalse();
        assertThat(ada.reads("/api/v1/blocks").ids()).isEmpty();
        assertThat(bob.reads("/api/v1/statuses/" + ada.posts("Bonjour")).status())
                .isEqualTo(200);
        assertThat(bob.follows(ada).json().get("following").asBoolean()).isTrue();
    }

    @Test
    void endsRequestsOfBoth() {
        var lea = town.confidentialPerson("lea");
        bob.follows(lea);

        lea.does("block", bob);

        assertThat(lea.reads("/api/v1/follow_requests").ids()).isEmpty();
        lea.does("unblock", bob);
        assertThat(relation(bob, lea).get("requested").asBoolean()).isFalse();
    }

    @Test
    @DisplayName(
            "A6 whoever is muted is not shown where it was not asked for, hears nothing of it, and comes back in time")
    void mutes() {
        ada.follows(bob);
        bob.follows(ada);
        var opening = bob.posts("Bonjour #merles");
        var boost = zoe.does("reblog", opening).json().get("id").asString();
        ada.follows(zoe);

        var muted = ada.mutes(bob, "duration=3600&notifications=false").json();

        assertThat(muted.get("muting").asBoolean()).isTrue();
        assertThat(muted.get("muting_notifications").asBoolean()).isFalse();
        assertThat(muted.get("following").asBoolean()).isTrue();
        assertThat(Instant.parse(muted.get("muting_expires_at").asString()))
                .isBetween(town.now().plusSeconds(3599), town.now().plusSeconds(3601));
        assertThat(ada.home().ids()).isEmpty();
        assertThat(ada.reads("/api/v1/timelines/public").ids()).isEmpty();
        assertThat(ada.reads("/api/v1/timelines/tag/merles").ids()).isEmpty();
        assertThat(ada.reads("/api/v1/accounts/" + bob.id + "/statuses").ids()).containsExactly(opening);
        assertThat(ada.reads("/api/v1/mutes").json().at("/0/acct").asString()).isEqualTo("bob");
        assertThat(ada.reads("/api/v1/mutes").json().at("/0/mute_expires_at"))
                .isEqualTo(muted.get("muting_expires_at"));
        assertThat(bob.reads("/api/v1/statuses/" + ada.posts("Pour bob")).status())
                .isEqualTo(200);
        assertThat(relation(bob, ada).toString()).doesNotContain("\"blocked_by\":true", "\"muting\":true");

        town.passes(Duration.ofHours(1));

        assertThat(ada.home().ids()).contains(opening, boost);
        assertThat(relation(ada, bob).get("muting").asBoolean()).isFalse();
        assertThat(ada.reads("/api/v1/mutes").ids()).isEmpty();
        assertThat(town.ramage.blocks.sweep()).isEqualTo(1);
    }

    @Test
    void aMuteWithoutAnEndLastsUntilItIsTakenBack() {
        var opening = bob.posts("Bonjour");
        ada.mutes(bob, "duration=60");

        var longer = ada.mutes(bob, "").json();

        assertThat(longer.get("muting_expires_at").isNull()).isTrue();
        assertThat(longer.get("muting_notifications").asBoolean()).isTrue();
        town.passes(Duration.ofDays(365));
        assertThat(town.ramage.blocks.sweep()).isZero();
        assertThat(ada.reads("/api/v1/timelines/public").ids()).isEmpty();
        assertThat(ada.does("unmute", bob).json().get("muting").asBoolean()).isFalse();
        assertThat(ada.does("unmute", bob).status()).isEqualTo(200);
        assertThat(ada.reads("/api/v1/timelines/public").ids()).containsExactly(opening);
    }

    @Test
    void nobodyBlocksOrMutesThemselvesOrNobody() {
        for (var verb : List.of("block", "mute")) {
            assertThat(ada.does(verb, ada).status()).as(verb).isEqualTo(422);
            assertThat(ada.sends("POST", "/api/v1/accounts/1/" + verb, "", "").status())
                    .as(verb)
                    .isEqualTo(404);
            assertThat(town.stranger().does(verb, ada).status()).as(verb).isEqualTo(401);
        }
        assertThat(ada.mutes(bob, "duration=long").status()).isEqualTo(400);
        assertThat(ada.mutes(bob, "duration=" + "9".repeat(40))
                        .json()
                        .get("muting_expires_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void followersAreRemovedWithoutABlock() {
        bob.follows(ada);

        var relation = ada.does("remove_from_followers", bob);

        assertThat(relation.json().get("followed_by").asBoolean()).isFalse();
        assertThat(relation.json().get("blocking").asBoolean()).isFalse();
        assertThat(bob.follows(ada).json().get("following").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("B10 requests wait for a yes or a no, and a yes can be withdrawn without blocking")
    void requestsAreAnswered() {
        var lea = town.confidentialPerson("lea");
        ada.follows(lea);
        bob.follows(lea);
        zoe.follows(lea);
        var secret = lea.posts("Entre nous");

        assertThat(lea.reads("/api/v1/follow_requests").ids())
                .containsExactly(zoe.id.toString(), bob.id.toString(), ada.id.toString());
        assertThat(credentials(lea).at("/source/follow_requests_count").asInt()).isEqualTo(3);
        assertThat(town.walk(lea, "/api/v1/follow_requests?limit=1")).hasSize(3);
        var yes = lea.answers(ada, "authorize");
        var no = lea.answers(bob, "reject");

        assertThat(yes.json().get("followed_by").asBoolean()).isTrue();
        assertThat(no.json().get("followed_by").asBoolean()).isFalse();
        assertThat(lea.reads("/api/v1/follow_requests").ids()).containsExactly(zoe.id.toString());
        assertThat(lea.answers(bob, "authorize").status()).isEqualTo(404);
        assertThat(ada.home().ids()).containsExactly(secret);
        assertThat(bob.reads("/api/v1/statuses/" + secret).status()).isEqualTo(404);
        assertThat(zoe.reads("/api/v1/statuses/" + secret).status()).isEqualTo(404);

        lea.does("remove_from_followers", ada);

        assertThat(ada.reads("/api/v1/statuses/" + secret).status()).isEqualTo(404);
        assertThat(ada.home().ids()).isEmpty();
        assertThat(relation(lea, ada).get("blocking").asBoolean()).isFalse();
    }

    private static JsonNode relation(Town.Person me, Town.Person other) {
        return me.reads("/api/v1/accounts/relationships?id[]=" + other.id)
                .json()
                .get(0);
    }

    private static JsonNode credentials(Town.Person person) {
        return person.reads("/api/v1/accounts/verify_credentials").json();
    }

    private static List<String> descendants(Town.Person reader, String post) {
        return reader.reads("/api/v1/statuses/" + post + "/context")
                .json()
                .get("descendants")
                .valueStream()
                .map(it -> it.get("id").asString())
                .toList();
    }
}
