package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;

class NoticingTest extends InATown {
    private Town.Person ada;
    private Town.Person bob;
    private Town.Person zoe;

    NoticingTest(Engine engine) {
        super(engine, new MovableClock(Instant.now()));
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        bob = town.person("bob");
        zoe = town.person("zoe");
    }

    @Test
    @DisplayName("C20 a follow and a +1 are different events with different notices")
    void aFollowIsNotAFavourite() {
        var post = ada.posts("Bonjour");

        bob.does("favourite", post);
        zoe.follows(ada);

        assertThat(told(ada)).containsExactly("follow zoe -", "favourite bob " + post);
        assertThat(new Facts(town.ramage).number("select count(*) as n from follow"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("C11 the author of what is passed on is told who did")
    void tellsOfEverythingOnce() {
        var post = ada.posts("Bonjour");
        var answer = bob.posts("oui, @zoe ?", "in_reply_to_id", post);
        bob.does("reblog", post);
        bob.does("reblog", post);
        bob.does("favourite", post);
        bob.does("favourite", post);
        ada.posts("à moi-même", "in_reply_to_id", post);
        ada.does("favourite", post);
        var named = bob.posts("@ada @ada tu vois");

        assertThat(told(ada))
                .containsExactly(
                        "mention bob " + named, "favourite bob " + post, "reblog bob " + post, "mention bob " + answer);
        assertThat(told(zoe)).containsExactly("mention bob " + answer);
        assertThat(told(bob)).isEmpty();
        town.restart();
        assertThat(told(ada)).hasSize(4);
    }

    @Test
    void tellsOfRequestsUntilTheyAreAnswered() {
        var lea = town.confidentialPerson("lea");
        bob.follows(lea);
        zoe.follows(lea);
        assertThat(told(lea)).containsExactly("follow_request zoe -", "follow_request bob -");

        lea.answers(bob, "authorize");
        lea.answers(zoe, "reject");

        assertThat(told(lea)).containsExactly("follow bob -");
    }

    @Test
    void whatIsTakenBackIsNotToldAnyMore() {
        var post = ada.posts("Bonjour");
        bob.does("favourite", post);
        bob.does("reblog", post);
        bob.follows(ada);
        var answer = bob.posts("oui", "in_reply_to_id", post);
        assertThat(told(ada)).hasSize(4);

        bob.does("unfavourite", post);
        bob.does("unreblog", post);
        bob.unfollows(ada);
        bob.deletes(answer);

        assertThat(told(ada)).isEmpty();
        assertThat(count("select count(*) as n from notice")).isZero();
    }

    @Test
    void nothingIsToldOfADeletedPost() {
        var post = ada.posts("Bonjour");
        bob.does("favourite", post);
        zoe.does("reblog", post);
        assertThat(told(ada)).hasSize(2);

        ada.deletes(post);

        assertThat(told(ada)).isEmpty();
        assertThat(count("select count(*) as n from notice")).isZero();
    }

    @Test
    void nobodyHearsOfThoseWhomTheyBlockOrMute() {
        var post = ada.posts("Bonjour");
        bob.does("favourite", post);
        zoe.does("favourite", post);
        assertThat(told(ada)).hasSize(2);

        ada.does("block", bob);
        ada.mutes(zoe, "duration=60");
        zoe.posts("@ada coucou");
        bob.posts("@ada coucou");

        assertThat(told(ada)).containsExactly("favourite zoe " + post);
        town.passes(Duration.ofSeconds(60));
        var late = zoe.posts("@ada encore");
        assertThat(told(ada)).containsExactly("mention zoe " + late, "favourite zoe " + post);
    }

    @Test
    void whoMutesWithoutNoticesStillHears() {
        ada.mutes(bob, "notifications=false");

        var named = bob.posts("@ada coucou");

        assertThat(told(ada)).containsExactly("mention bob " + named);
    }

    @Test
    void aMutedConversationIsQuiet() {
        var post = ada.posts("Bonjour");
        ada.does("mute", post);

        bob.posts("@ada oui", "in_reply_to_id", post);
        bob.does("favourite", post);
        bob.does("reblog", post);
        var elsewhere = bob.posts("@ada ailleurs");

        assertThat(told(ada)).containsExactly("mention bob " + elsewhere);
    }

    @Test
    void nobodyIsToldOfWhatTheyMayNotRead() {
        var post = ada.posts("Bonjour");
        bob.posts("entre mes abonnés", "in_reply_to_id", post, "visibility", "private");
        assertThat(told(ada)).isEmpty();
        assertThat(unread(ada)).isZero();

        ada.follows(zoe);
        var seen = zoe.posts("entre mes abonnés", "in_reply_to_id", post, "visibility", "private");
        assertThat(told(ada)).containsExactly("mention zoe " + seen);

        ada.unfollows(zoe);

        assertThat(told(ada)).isEmpty();
    }

    @Test
    void whoIsNamedByAnEditIsTold() {
        var post = bob.posts("Bonjour");

        bob.edits(post, "Bonjour @ada");
        bob.edits(post, "Bonjour, @ada");

        assertThat(told(ada)).containsExactly("mention bob " + post);
    }

    @Test
    void isReadByKindPageByPageAndDismissed() {
        var post = ada.posts("Bonjour");
        bob.does("favourite", post);
        zoe.does("favourite", post);
        zoe.follows(ada);
        bob.follows(ada);
        told(ada);
        var path = "/api/v1/notifications";

        assertThat(ada.reads(path + "?types[]=follow").ids()).hasSize(2);
        assertThat(ada.reads(path + "?exclude_types[]=follow&types[]=favourite&types[]=unknown")
                        .ids())
                .hasSize(2);
        assertThat(ada.reads(path + "?types[]=unknown").ids()).isEmpty();
        assertThat(ada.reads(path + "?account_id=" + bob.id).ids()).hasSize(2);
        assertThat(town.walk(ada, path + "?limit=1&types[]=follow")).hasSize(2);
        var all = town.walk(ada, path + "?limit=3");
        assertThat(all).hasSize(4);
        assertThat(ada.reads(path + "/" + all.getFirst()).json().get("id").asString())
                .isEqualTo(all.getFirst());
        assertThat(bob.reads(path + "/" + all.getFirst()).status()).isEqualTo(404);
        bob.sends("POST", path + "/" + all.getFirst() + "/dismiss", "", "");
        ada.sends("POST", path + "/" + all.getLast() + "/dismiss", "", "");
        assertThat(ada.reads(path).ids()).containsExactlyElementsOf(all.subList(0, 3));
        ada.sends("POST", path + "/clear", "", "");
        assertThat(ada.reads(path).ids()).isEmpty();
        assertThat(town.stranger().reads(path).status()).isEqualTo(401);
    }

    @Test
    void howFarOneHasReadIsKnownEverywhere() {
        var post = ada.posts("Bonjour");
        bob.does("favourite", post);
        zoe.does("favourite", post);
        told(ada);
        var newest = ada.reads("/api/v1/notifications").ids().getFirst();
        var form = "application/x-www-form-urlencoded";
        assertThat(unread(ada)).isEqualTo(2);

        var marked = ada.sends(
                "POST", "/api/v1/markers", "notifications[last_read_id]=" + newest + "&home[last_read_id]=7", form);
        var again = ada.sends("POST", "/api/v1/markers", "home[last_read_id]=8", form);

        assertThat(unread(ada)).isZero();
        assertThat(marked.json().at("/notifications/last_read_id").asString()).isEqualTo(newest);
        assertThat(marked.json().at("/home/version").asInt()).isZero();
        assertThat(again.json().at("/home/version").asInt()).isEqualTo(1);
        assertThat(again.json().has("notifications")).isFalse();
        assertThat(ada.reads("/api/v1/markers?timeline[]=home&timeline[]=public")
                        .json())
                .isEqualTo(again.json());
        assertThat(ada.reads("/api/v1/markers").json()).isEmpty();
        assertThat(bob.reads("/api/v1/markers?timeline[]=home").json()).isEmpty();
        assertThat(ada.sends("POST", "/api/v1/markers", "home[last_read_id]=x", form)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void oldOnesAreSwept() {
        bob.follows(ada);
        assertThat(told(ada)).hasSize(1);

        town.passes(Duration.ofDays(179));
        assertThat(town.ramage.notices.sweep()).isZero();
        town.passes(Duration.ofDays(2));

        assertThat(town.ramage.notices.sweep()).isEqualTo(1);
        assertThat(ada.reads("/api/v1/notifications").ids()).isEmpty();
    }

    private static long unread(Town.Person person) {
        return person.reads("/api/v1/notifications/unread_count")
                .json()
                .get("count")
                .asLong();
    }

    private long count(String statement) {
        return new Facts(town.ramage).number(statement);
    }

    /** Type, who and which post of each notice, once the reactor has passed what was done before. */
    private List<String> told(Town.Person person) {
        var head = count("select max(id) as n from event");
        Await.until(
                "notices are written",
                () -> count("select position as n from reactor_cursor where reactor = 'notices'") >= head);
        return person.reads("/api/v1/notifications")
                .json()
                .valueStream()
                .map(it ->
                        it.get("type").asString() + " " + it.at("/account/acct").asString() + " "
                                + it.at("/status/id").asString("-"))
                .toList();
    }
}
