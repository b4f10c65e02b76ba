package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;

/** Circles of followers, which nobody but their owner knows. */
class KeepingCirclesTest extends InATown {
    private Town.Person lea;
    private Town.Person ada;
    private Town.Person bob;

    KeepingCirclesTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        lea = town.confidentialPerson("lea");
        ada = town.person("ada");
        bob = town.person("bob");
    }

    @Test
    @DisplayName("B10 requests wait for my yes or no, a yes can be into a sub-group, and be withdrawn without blocking")
    void aRequestIsApprovedIntoACircleAndTheYesIsWithdrawnWithoutABlock() {
        var close = creates("Proches");
        ada.follows(lea);
        bob.follows(lea);
        var secret = lea.posts("Entre nous");
        assertThat(ada.reads("/api/v1/statuses/" + secret).status()).isEqualTo(404);

        var yes = authorizes(ada, close);

        assertThat(yes.json().get("followed_by").asBoolean()).isTrue();
        assertThat(members(close)).containsExactly("ada");
        assertThat(ada.reads("/api/v1/statuses/" + secret).status()).isEqualTo(200);
        assertThat(bob.reads("/api/v1/statuses/" + secret).status()).isEqualTo(404);
        assertThat(lea.reads("/api/v1/follow_requests").ids()).containsExactly(bob.id.toString());

        var withdrawn = lea.does("remove_from_followers", ada);

        assertThat(withdrawn.json().get("blocking").asBoolean()).isFalse();
        assertThat(members(close)).isEmpty();
        assertThat(ada.reads("/api/v1/statuses/" + secret).status()).isEqualTo(404);
        assertThat(ada.follows(lea).json().get("requested").asBoolean()).isTrue();
    }

    @Test
    void aYesIntoNoCircleOrSomebodyElsesIsNoYes() {
        var foreign = bob.sends("POST", "/api/ramage/v1/circles?name=Amis", "", "")
                .json()
                .get("id")
                .asString();
        ada.follows(lea);

        assertThat(authorizes(ada, foreign).status()).isEqualTo(404);
        assertThat(authorizes(ada, "12345").status()).isEqualTo(404);

        assertThat(lea.reads("/api/v1/follow_requests").ids()).containsExactly(ada.id.toString());
        assertThat(lea.reads("/api/v1/accounts/" + lea.id + "/followers").ids()).isEmpty();
    }

    @Test
    void onlyFollowersAreTakenInAllOrNone() {
        var close = creates("Proches");
        follower(ada);

        assertThat(adds(close, ada, bob).status()).isEqualTo(404);
        assertThat(members(close)).isEmpty();
        assertThat(adds(close, ada).status()).isEqualTo(200);
        assertThat(adds(close, ada, ada).status()).isEqualTo(200);
        assertThat(lea.sends("POST", "/api/ramage/v1/circles/" + close + "/accounts?account_ids[]=x", "", "")
                        .status())
                .isEqualTo(404);

        assertThat(members(close)).containsExactly("ada");
        assertThat(lea.reads("/api/ramage/v1/circles/" + close)
                        .json()
                        .get("accounts_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whoStopsToFollowLeavesHoweverThatCame() {
        var close = creates("Proches");
        var far = creates("Lointains");
        var ivan = town.person("ivan");
        for (var one : List.of(ada, bob, ivan)) {
            follower(one);
            adds(close, one);
            adds(far, one);
        }

        ada.unfollows(lea);
        lea.does("block", bob);
        ivan.does("block", lea);

        assertThat(members(close)).isEmpty();
        assertThat(members(far)).isEmpty();
        follower(ada);
        assertThat(members(close)).isEmpty();
    }

    @Test
    void membersComeInPagesAndAreTakenOutAgain() {
        var close = creates("Proches");
        for (int i = 0; i < 5; i++) {
            var one = town.person("p" + i);
            follower(one);
            adds(close, one);
        }
        follower(ada);
        adds(close, ada);

        assertThat(town.walk(lea, "/api/ramage/v1/circles/" + close + "/accounts?limit=2"))
                .hasSize(6)
                .startsWith(ada.id.toString());
        var out = lea.sends("DELETE", "/api/ramage/v1/circles/" + close + "/accounts", "account_ids[]=" + ada.id, FORM);

        assertThat(out.status()).isEqualTo(200);
        assertThat(members(close)).hasSize(5).doesNotContain("ada");
        assertThat(ada.reads("/api/v1/accounts/relationships?id[]=" + lea.id)
                        .json()
                        .at("/0/following")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void namesAreOnesOwnAndAreChangedAndDeleted() {
        var close = creates("Proches");
        var far = creates("Lointains");
        follower(ada);
        adds(close, ada);

        assertThat(lea.sends("POST", "/api/ramage/v1/circles", "name=PROCHÉS", FORM)
                        .status())
                .isEqualTo(422);
        assertThat(lea.sends("PUT", "/api/ramage/v1/circles/" + far, "name=proches", FORM)
                        .status())
                .isEqualTo(422);
        for (var bad : List.of("", "+", "x".repeat(41), "a%00b")) {
            assertThat(lea.sends("POST", "/api/ramage/v1/circles", "name=" + bad, FORM)
                            .status())
                    .as(bad)
                    .isEqualTo(422);
        }
        var renamed = lea.sends("PUT", "/api/ramage/v1/circles/" + close, "name=PROCHES", FORM);
        assertThat(renamed.json().get("name").asString()).isEqualTo("PROCHES");
        assertThat(renamed.json().get("accounts_count").asInt()).isEqualTo(1);
        assertThat(lea.reads("/api/ramage/v1/circles").json().findValuesAsString("name"))
                .containsExactly("Lointains", "PROCHES");

        lea.sends("DELETE", "/api/ramage/v1/circles/" + close, "", "");

        assertThat(lea.reads("/api/ramage/v1/circles").ids()).containsExactly(far);
        assertThat(new Facts(town.ramage).count("circle_member")).isZero();
        assertThat(new Facts(town.ramage).count("follow")).isEqualTo(1);
    }

    @Test
    void thereIsAnEndToHowManyThereMayBe() {
        for (int i = 0; i < 100; i++) {
            creates("cercle " + i);
        }

        assertThat(lea.sends("POST", "/api/ramage/v1/circles", "name=encore", FORM)
                        .status())
                .isEqualTo(422);
        assertThat(bob.sends("POST", "/api/ramage/v1/circles", "name=encore", FORM)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobodyElseFindsACircleOrItsNameNotEvenItsMembers() {
        var close = creates("Sésame");
        follower(ada);
        adds(close, ada);

        for (var other : List.of(ada, bob)) {
            for (var path : List.of("", "/accounts")) {
                assertThat(other.reads("/api/ramage/v1/circles/" + close + path).status())
                        .isEqualTo(404);
            }
            assertThat(other.sends("PUT", "/api/ramage/v1/circles/" + close, "name=Moi", FORM)
                            .status())
                    .isEqualTo(404);
            assertThat(other.sends("DELETE", "/api/ramage/v1/circles/" + close, "", "")
                            .status())
                    .isEqualTo(404);
            assertThat(other.sends(
                                    "DELETE",
                                    "/api/ramage/v1/circles/" + close + "/accounts",
                                    "account_ids[]=" + ada.id,
                                    FORM)
                            .status())
                    .isEqualTo(404);
            assertThat(other.reads("/api/ramage/v1/circles").json()).isEmpty();
            assertThat(other.sends("POST", "/api/ramage/v1/circles", "name=Sésame", FORM)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(members(close)).containsExactly("ada");
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    private String creates(String name) {
        return lea.sends("POST", "/api/ramage/v1/circles", "name=" + Town.encode(name), FORM)
                .json()
                .get("id")
                .asString();
    }

    private void follower(Town.Person person) {
        person.follows(lea);
        lea.answers(person, "authorize");
    }

    private Town.Reply authorizes(Town.Person asking, String circle) {
        return lea.sends("POST", "/api/v1/follow_requests/" + asking.id + "/authorize", "circle_id=" + circle, FORM);
    }

    private Town.Reply adds(String circle, Town.Person... people) {
        var form = new StringBuilder();
        for (var person : people) {
            form.append("account_ids[]=").append(person.id).append('&');
        }
        return lea.sends("POST", "/api/ramage/v1/circles/" + circle + "/accounts", form.toString(), FORM);
    }

    private List<String> members(String circle) {
        return lea.reads("/api/ramage/v1/circles/" + circle + "/accounts")
                .json()
                .findValuesAsString("acct");
    }
}
