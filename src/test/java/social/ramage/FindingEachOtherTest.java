package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import social.ramage.follow.FollowPage;
import social.ramage.follow.FollowSource;
import social.ramage.id.PersonId;
import social.ramage.person.SignUp;
import tools.jackson.databind.JsonNode;

/** How followers came, as far as it can be known, told to the followed alone. */
class FindingEachOtherTest extends InATown {
    private Town.Person ada;
    private Town.Person bob;
    private Town.Person zoe;

    FindingEachOtherTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        bob = town.person("bob");
        zoe = town.person("zoe");
    }

    @Test
    @DisplayName("G4 a follow that came from a boost says whose, of what")
    void aBoostSaysWhoseAndOfWhat() {
        var post = ada.posts("Les merles chantent");
        var boost = bob.does("reblog", post).json().get("id").asString();

        assertThat(follows(zoe, ada, "source=boost&source_status_id=" + boost).status())
                .isEqualTo(200);

        var source = source(ada);
        assertThat(source.get("type").asString()).isEqualTo("boost");
        assertThat(source.get("account_id").asString()).isEqualTo(bob.id.toString());
        assertThat(source.get("status_id").asString()).isEqualTo(post);
        assertThat(source.get("boost_id").asString()).isEqualTo(boost);

        bob.does("unreblog", post);

        var after = source(ada);
        assertThat(after.get("status_id").asString()).isEqualTo(post);
        assertThat(after.get("account_id").isNull()).isTrue();
        assertThat(after.get("boost_id").isNull()).isTrue();
    }

    @Test
    void whoPassedItOnIsToldToNobodyWhoMayNotSeeIt() {
        var post = ada.posts("Les merles chantent");
        var lea = town.confidentialPerson("lea");
        zoe.follows(lea);
        lea.answers(zoe, "authorize");
        var boost = lea.does("reblog", post).json().get("id").asString();
        assertThat(zoe.reads("/api/v1/statuses/" + boost).status()).isEqualTo(200);
        assertThat(ada.reads("/api/v1/statuses/" + boost).status()).isEqualTo(404);

        follows(zoe, ada, "source=boost&source_status_id=" + boost);

        assertThat(source(ada).get("status_id").asString()).isEqualTo(post);
        assertThat(ada.reads("/api/ramage/v1/followers").response().body())
                .doesNotContain(lea.id.toString())
                .doesNotContain(boost);
    }

    @Test
    @DisplayName("G5 a follow that came from a list says which")
    void aListSaysWhich() {
        town.ramage.follows.follow(zoe.id, ada.id, new FollowSource.Listed(77));

        assertThat(source(ada).toString()).isEqualTo("{\"type\":\"list\",\"list_id\":\"77\"}");
    }

    @Test
    @DisplayName("G6 a follow that came from a recommendation says for which reason")
    void aRecommendationSaysWhy() {
        zoe.follows(bob);
        bob.follows(ada);
        ada.follows(zoe);

        follows(zoe, ada, "source=recommendation&source_reason=friends_of_friends");
        follows(bob, zoe, "source=recommendation&source_reason=follows_you");

        assertThat(source(ada).get("reason").asString()).isEqualTo("friends_of_friends");
        assertThat(source(zoe).get("reason").asString()).isEqualTo("follows_you");
    }

    @Test
    @DisplayName("G7 a follow that came from a search or a tag says which words")
    void wordsAndTagsAreRecordedAsTheyWereTyped() {
        ada.posts("Le merle chante au #Printemps, tôt");

        follows(zoe, ada, "source=hashtag&source_tag=printemps");
        follows(bob, ada, "source=search&source_words=" + Town.encode("MERLE Tot"));

        var sources = ada.reads("/api/ramage/v1/followers").json();
        assertThat(sources.at("/0/source").toString()).isEqualTo("{\"type\":\"search\",\"words\":\"MERLE Tot\"}");
        assertThat(sources.at("/0/account/acct").asString()).isEqualTo("bob");
        assertThat(sources.at("/1/source").toString()).isEqualTo("{\"type\":\"hashtag\",\"tag\":\"printemps\"}");
    }

    @Test
    void aHandleOrABioIsFoundByWordsToo() {
        follows(zoe, ada, "source=search&source_words=@AD");

        assertThat(source(ada).get("words").asString()).isEqualTo("@AD");
    }

    @Test
    void theAccountsOwnPageIsASourceToo() {
        follows(zoe, ada, "source=profile");

        assertThat(source(ada).get("type").asString()).isEqualTo("profile");
    }

    @Test
    void whatIsNotTrueOrNotForTheFollowerIsRecordedAsNothingAndStopsNoFollow() {
        var plain = ada.posts("Bonjour #merles");
        var hidden = ada.posts("Entre nous, la huppe est là #huppe", "visibility", "private");
        ada.posts("Discrètement #hibou", "visibility", "unlisted");
        var own = bob.posts("À moi #pie");
        var boostOfAnother = zoe.does("reblog", own).json().get("id").asString();
        var lea = town.confidentialPerson("lea");
        var boostUnseen = lea.does("reblog", plain).json().get("id").asString();
        var untrue = List.of(
                "source=boost&source_status_id=" + plain,
                "source=boost&source_status_id=" + boostOfAnother,
                "source=boost&source_status_id=" + boostUnseen,
                "source=boost&source_status_id=" + hidden,
                "source=boost&source_status_id=abc",
                "source=boost&source_status_id=99999999999999999999999",
                "source=boost",
                "source=hashtag&source_tag=huppe",
                "source=hashtag&source_tag=hibou",
                "source=hashtag&source_tag=pie",
                "source=hashtag&source_tag=jamais",
                "source=hashtag&source_tag=" + "x".repeat(5_000),
                "source=hashtag&source_tag=%00",
                "source=hashtag",
                "source=search&source_words=huppe",
                "source=search&source_words=" + Town.encode("je te hais"),
                "source=search&source_words=" + Town.encode("bonjour pie"),
                "source=search&source_words=" + "ada ".repeat(30).strip().replace(' ', '+'),
                "source=search&source_words=+",
                "source=search&source_words=%40",
                "source=recommendation&source_reason=friends_of_friends",
                "source=recommendation&source_reason=follows_you",
                "source=recommendation&source_reason=because",
                "source=list&source_list_id=1",
                "source=invitation&source_account_id=" + bob.id,
                "source=import",
                "source=",
                "");
        for (var claim : untrue) {
            var reply = follows(bob, ada, claim);

            assertThat(reply.status()).as(claim).isEqualTo(200);
            assertThat(reply.json().get("following").asBoolean()).as(claim).isTrue();
            assertThat(source(ada).toString()).as(claim).isEqualTo("{\"type\":\"api\"}");
            bob.unfollows(ada);
        }
    }

    @Test
    void onesOwnBoostBroughtOneNowhere() {
        var post = ada.posts("Bonjour");
        var boost = zoe.does("reblog", post).json().get("id").asString();

        follows(zoe, ada, "source=boost&source_status_id=" + boost);

        assertThat(source(ada).get("type").asString()).isEqualTo("api");
    }

    @Test
    void theFirstSourceCountsFromTheRequestToTheFollow() {
        var lea = town.confidentialPerson("lea");
        follows(zoe, lea, "source=profile");
        follows(zoe, lea, "source=search&source_words=lea");
        var asking = lea.reads("/api/ramage/v1/follow_requests").json();
        assertThat(asking.at("/0/source/type").asString()).isEqualTo("profile");
        assertThat(asking.at("/0/account/acct").asString()).isEqualTo("zoe");

        lea.answers(zoe, "authorize");
        follows(zoe, lea, "source=search&source_words=lea");

        assertThat(source(lea).get("type").asString()).isEqualTo("profile");
        assertThat(lea.reads("/api/ramage/v1/follow_requests").json()).isEmpty();
    }

    @Test
    void nobodyElseIsToldHowSomebodyCame() {
        follows(zoe, ada, "source=search&source_words=ada");

        for (var other : List.of(zoe, bob)) {
            assertThat(other.reads("/api/ramage/v1/followers").json()).isEmpty();
            assertThat(other.reads("/api/v1/accounts/" + ada.id + "/followers")
                            .response()
                            .body())
                    .doesNotContain("search");
        }
        assertThat(town.stranger().reads("/api/ramage/v1/followers").status()).isEqualTo(401);
        assertThat(town.ramage.attributions.followers(
                        town.ramage.follows.viewer(ada.id), new FollowPage(Long.MAX_VALUE, 0, 10)))
                .hasSize(1);
    }

    @Test
    void whoeverWasInvitedCameByTheInvitation() {
        new Newcomers(town.ramage).welcome(new SignUp.Arrived(new PersonId(1), zoe.id, Optional.of(ada.id)));

        assertThat(source(ada).toString()).isEqualTo("{\"type\":\"invitation\",\"account_id\":\"" + ada.id + "\"}");
    }

    @Test
    @DisplayName("C20 a +1 is never a follow")
    void aFavouriteIsNoFollowAndNoSource() {
        var post = ada.posts("Bonjour");

        zoe.does("favourite", post);
        zoe.does("reblog", post);
        zoe.does("bookmark", post);

        assertThat(ada.reads("/api/ramage/v1/followers").json()).isEmpty();
        assertThat(new Facts(town.ramage).count("follow")).isZero();
        assertThat(new Facts(town.ramage).count("follow_request")).isZero();
    }

    @Test
    void followersComeInPages() {
        var all = new java.util.ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var one = town.person("p" + i);
            follows(one, ada, "source=profile");
            all.addFirst(one.handle);
        }

        var first = ada.reads("/api/ramage/v1/followers?limit=3");

        assertThat(handles(first.json())).isEqualTo(all.subList(0, 3));
        assertThat(first.link()).contains("/api/ramage/v1/followers?limit=3&max_id=");
        var next = first.link().replaceFirst("^<[^?]*\\?([^>]*)>.*", "$1");
        assertThat(handles(ada.reads("/api/ramage/v1/followers?" + next).json()))
                .isEqualTo(all.subList(3, 5));
    }

    private static List<String> handles(JsonNode page) {
        return page.valueStream().map(it -> it.at("/account/acct").asString()).toList();
    }

    private static Town.Reply follows(Town.Person me, Town.Person other, String claim) {
        return me.sends("POST", "/api/v1/accounts/" + other.id + "/follow", claim, "application/x-www-form-urlencoded");
    }

    private static JsonNode source(Town.Person followed) {
        return followed.reads("/api/ramage/v1/followers").json().at("/0/source");
    }
}
