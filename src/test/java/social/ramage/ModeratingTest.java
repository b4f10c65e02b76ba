package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.account.Account;
import social.ramage.db.Engine;
import social.ramage.person.Opening;
import tools.jackson.databind.JsonNode;

/** What people report, and what moderators do about it. */
class ModeratingTest extends InATown {
    private static final String FORM = "application/x-www-form-urlencoded";

    private Town.Person owner;
    private Town.Person moderator;
    private Town.Person ada;
    private Town.Person bob;

    ModeratingTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        owner = town.owner("olga");
        moderator = town.mayAll(town.person("max"));
        owner.sends("POST", "/api/ramage/v1/moderation/moderators/" + moderator.id, "", "");
        ada = town.person("ada");
        bob = town.person("bob");
    }

    @Test
    @DisplayName(
            "A6 anyone can post an opinion; report, mute, block and leaving the conversation work on every item; a "
                    + "moderator sees the context of a report")
    void everyItemCanBeReportedMutedBlockedAndLeft() {
        var opinion = ada.posts("Je trouve que non, et je le dis");
        var answer = bob.posts("Idiot !", "in_reply_to_id", opinion);
        var after = ada.posts("Merci de rester poli", "in_reply_to_id", answer);
        var boost = bob.does("reblog", after).json().get("id").asString();

        for (var item : List.of(opinion, answer, after, boost)) {
            var zoe = town.person("z" + item.substring(item.length() - 8));
            var author = List.of(answer, boost).contains(item) ? bob : ada;
            var report = reports(zoe, author, "status_ids[]=" + item + "&comment=Ici&category=spam");
            assertThat(report.status()).as(item).isEqualTo(200);
            var left = zoe.does("mute", item).json();
            assertThat(left.at(item.equals(boost) ? "/reblog/muted" : "/muted").asBoolean())
                    .as(item)
                    .isTrue();
            assertThat(zoe.mutes(author, "").json().get("muting").asBoolean()).isTrue();
            assertThat(zoe.does("block", author).json().get("blocking").asBoolean())
                    .isTrue();
        }

        var queue = moderator.reads("/api/v1/admin/reports").json();
        assertThat(queue).hasSize(4);
        var aboutAnswer = queue.get(2);
        assertThat(aboutAnswer.at("/statuses/0/id").asString()).isEqualTo(answer);
        assertThat(aboutAnswer.get("comment").asString()).isEqualTo("Ici");
        assertThat(aboutAnswer.get("category").asString()).isEqualTo("spam");
        assertThat(aboutAnswer.at("/target_account/username").asString()).isEqualTo("bob");
        var context = context(aboutAnswer.get("id").asString());
        assertThat(ids(context.get("statuses"))).containsExactly(answer);
        assertThat(ids(context.get("around"))).containsExactlyInAnyOrder(opinion, after);
    }

    @Test
    void moderatorsSeeOfWhatIsPrivateOnlyWhatWasReportedAndItsConversation() {
        var lea = town.confidentialPerson("lea");
        bob.follows(lea);
        lea.answers(bob, "authorize");
        var said = lea.posts("Entre nous");
        var more = lea.posts("Et encore", "in_reply_to_id", said);
        var other = lea.posts("Ailleurs");

        var report = reports(bob, lea, "status_ids[]=" + more).json();

        var id = report.get("id").asString();
        assertThat(report.get("status_ids").toString()).isEqualTo("[\"" + more + "\"]");
        assertThat(report.at("/target_account/acct").asString()).isEqualTo("lea");
        var context = context(id);
        assertThat(ids(context.get("statuses"))).containsExactly(more);
        assertThat(ids(context.get("around"))).containsExactly(said);
        for (var post : List.of(said, more, other)) {
            assertThat(moderator.reads("/api/v1/statuses/" + post).status()).isEqualTo(404);
        }
        assertThat(takesDown(other).status()).isEqualTo(404);
        assertThat(takesDown(said).status()).isEqualTo(404);
        assertThat(takesDown(more).status()).isEqualTo(200);
        assertThat(bob.reads("/api/v1/statuses/" + more).status()).isEqualTo(404);
        assertThat(moderator.reads("/api/v1/admin/reports/" + id).json().get("statuses"))
                .isEmpty();
    }

    @Test
    void whatIsNotThereAndWhatIsHiddenAreReportedAlike() {
        var lea = town.confidentialPerson("lea");
        var hidden = lea.posts("Entre nous");
        var bobs = bob.posts("À moi");
        var unknown = reports(ada, lea, "status_ids[]=12345");

        assertThat(unknown.status()).isEqualTo(404);
        for (var post : List.of(hidden, bobs, "abc", "999999999999999999999")) {
            var reply = reports(ada, lea, "status_ids[]=" + post);
            assertThat(reply.status()).as(post).isEqualTo(404);
            assertThat(reply.json()).as(post).isEqualTo(unknown.json());
        }
        assertThat(ada.sends("POST", "/api/v1/reports", "account_id=7", FORM).json())
                .isEqualTo(unknown.json());
        assertThat(ada.sends("POST", "/api/v1/reports", "", FORM).status()).isEqualTo(400);
        assertThat(reports(ada, ada, "").status()).isEqualTo(422);
        assertThat(reports(ada, bob, "category=moods").status()).isEqualTo(422);
        assertThat(reports(ada, bob, "rule_ids[]=1").status()).isEqualTo(422);
        assertThat(reports(ada, bob, "comment=" + "x".repeat(1_001)).status()).isEqualTo(422);
        assertThat(moderator.reads("/api/v1/admin/reports").json()).isEmpty();
    }

    @Test
    void whoReportsVeryMuchHasToWaitForAnAnswer() {
        for (int i = 0; i < 50; i++) {
            assertThat(reports(ada, bob, "").status()).isEqualTo(200);
        }

        var refused = reports(ada, bob, "");
        assertThat(refused.status()).isEqualTo(422);
        var first = moderator
                .reads("/api/v1/admin/reports?limit=1")
                .json()
                .at("/0/id")
                .asString();
        handles(first, "resolve");

        assertThat(reports(ada, bob, "").status()).isEqualTo(200);
        assertThat(town.walk(moderator, "/api/v1/admin/reports?limit=20")).hasSize(50);
    }

    @Test
    void aReportIsTakenUpPutBackResolvedAndOpenedAgain() {
        var id = reports(ada, bob, "").json().get("id").asString();

        assertThat(handles(id, "assign_to_self")
                        .at("/assigned_account/username")
                        .asString())
                .isEqualTo("max");
        assertThat(handles(id, "unassign").get("assigned_account").isNull()).isTrue();
        var resolved = handles(id, "resolve");
        assertThat(resolved.get("action_taken").asBoolean()).isTrue();
        assertThat(resolved.at("/action_taken_by_account/username").asString()).isEqualTo("max");
        assertThat(moderator.reads("/api/v1/admin/reports").ids()).isEmpty();
        assertThat(moderator.reads("/api/v1/admin/reports?resolved=true").ids()).containsExactly(id);
        handles(id, "resolve");
        assertThat(handles(id, "reopen").get("action_taken").asBoolean()).isFalse();
        assertThat(moderator
                        .reads("/api/v1/admin/reports?target_account_id=" + bob.id + "&account_id=" + ada.id)
                        .ids())
                .containsExactly(id);
        assertThat(moderator
                        .reads("/api/v1/admin/reports?target_account_id=" + ada.id)
                        .ids())
                .isEmpty();

        assertThat(acts()).startsWith("reopen", "resolve", "unassign", "assign");
    }

    @Test
    void aSuspendedAccountIsShownToNobodyAndNobodyActsForIt() {
        var profile = Map.of(bob.id, new Account.Profile("Bob", "Ma vie"));
        town.ramage.events.change(tx -> town.ramage.accounts.describe(tx, profile));
        ada.follows(bob);
        bob.follows(ada);
        var post = bob.posts("Bonjour #merles");
        var adas = ada.posts("Oui");
        var answer = bob.posts("Non", "in_reply_to_id", adas);
        bob.does("favourite", adas);
        bob.does("reblog", adas);
        Await.until(
                "ada is told", () -> ada.reads("/api/v1/notifications").json().size() == 4);
        var report = reports(ada, bob, "status_ids[]=" + post).json().get("id").asString();

        assertThat(acts(bob, "suspend", "&report_id=" + report + "&text=Assez").status())
                .isEqualTo(200);

        var shown = town.stranger().reads("/api/v1/accounts/" + bob.id).json();
        assertThat(shown.get("suspended").asBoolean()).isTrue();
        assertThat(shown.get("display_name").asString()).isEmpty();
        assertThat(shown.get("note").asString()).isEmpty();
        assertThat(shown.get("statuses_count").asInt()).isZero();
        assertThat(bob.reads("/api/v1/timelines/home").status()).isEqualTo(403);
        assertThat(bob.reads("/api/v1/timelines/public").status()).isEqualTo(403);
        assertThat(bob.triesToPost("Encore").error()).isEqualTo("This account is suspended.");
        for (var viewer : List.of(ada, town.stranger())) {
            for (var hidden : List.of(post, answer)) {
                assertThat(viewer.reads("/api/v1/statuses/" + hidden).status()).isEqualTo(404);
            }
            assertThat(viewer.reads("/api/v1/timelines/public").ids()).containsExactly(adas);
            assertThat(viewer.reads("/api/v1/timelines/tag/merles").ids()).isEmpty();
            for (var list : List.of("statuses", "followers", "following")) {
                assertThat(viewer.reads("/api/v1/accounts/" + bob.id + "/" + list)
                                .json())
                        .as(list)
                        .isEmpty();
            }
            assertThat(viewer.reads("/api/v1/accounts/" + ada.id + "/followers").ids())
                    .isEmpty();
            assertThat(viewer.reads("/api/v1/statuses/" + adas + "/favourited_by")
                            .ids())
                    .isEmpty();
            assertThat(viewer.reads("/api/v1/statuses/" + adas + "/reblogged_by")
                            .ids())
                    .isEmpty();
        }
        assertThat(ada.home().ids()).containsExactly(adas);
        assertThat(ada.reads("/api/v1/notifications").json()).isEmpty();
        assertThat(ada.reads("/api/v1/accounts/search?q=bob").json()).isEmpty();
        assertThat(ada.reads("/api/v1/accounts/relationships?id[]=" + bob.id).json())
                .isEmpty();
        assertThat(ada.reads("/api/v1/accounts/relationships?with_suspended=true&id[]=" + bob.id)
                        .ids())
                .hasSize(1);
        assertThat(ada.follows(bob).status()).isEqualTo(404);
        assertThat(moderator.reads("/api/v1/admin/reports?resolved=true").ids()).containsExactly(report);
        assertThat(ids(context(report).get("statuses"))).containsExactly(post);
        assertThat(moderator.reads("/api/v1/admin/accounts?suspended=true").ids())
                .containsExactly(bob.id.toString());
        town.restart();
        assertThat(ada.reads("/api/v1/statuses/" + post).status()).isEqualTo(404);

        var again = moderator.sends("POST", "/api/v1/admin/accounts/" + bob.id + "/unsuspend", "", "");

        assertThat(again.json().get("suspended").asBoolean()).isFalse();
        assertThat(again.json().at("/account/display_name").asString()).isEqualTo("Bob");
        assertThat(ada.reads("/api/v1/statuses/" + post).status()).isEqualTo(200);
        assertThat(ada.home().ids()).contains(post);
        assertThat(ada.reads("/api/v1/accounts/" + ada.id + "/followers").ids()).containsExactly(bob.id.toString());
        assertThat(ada.reads("/api/v1/notifications").json()).hasSize(4);
        assertThat(bob.posts("Pardon")).isNotEmpty();
    }

    @Test
    void aLimitedAccountIsShownToItsFollowersOnly() {
        ada.follows(bob);
        var zoe = town.person("zoe");
        var own = zoe.posts("Bonjour");
        var adas = ada.posts("Salut");
        acts(bob, "silence", "");

        var post = bob.posts("Me voici #merles @zoe @ada");
        bob.does("favourite", own);
        bob.does("favourite", adas);
        bob.follows(zoe);

        for (var stranger : List.of(zoe, town.stranger())) {
            assertThat(stranger.reads("/api/v1/timelines/public").ids()).doesNotContain(post);
            assertThat(stranger.reads("/api/v1/timelines/tag/merles").ids()).isEmpty();
            assertThat(stranger.reads("/api/v1/statuses/" + post).status()).isEqualTo(200);
        }
        assertThat(zoe.reads("/api/v1/accounts/search?q=bob").json()).isEmpty();
        assertThat(ada.reads("/api/v1/timelines/public").ids()).contains(post);
        assertThat(ada.reads("/api/v1/timelines/tag/merles").ids()).containsExactly(post);
        assertThat(ada.reads("/api/v1/accounts/search?q=bob").json()).hasSize(1);
        assertThat(bob.reads("/api/v1/timelines/public").ids()).contains(post);
        Await.until(
                "ada is told", () -> ada.reads("/api/v1/notifications").json().size() == 2);
        ada.follows(zoe);
        Await.until(
                "zoe is told of ada, who came after",
                () -> !zoe.reads("/api/v1/notifications").json().isEmpty());
        assertThat(zoe.reads("/api/v1/notifications").json().findValuesAsString("acct"))
                .doesNotContain("bob");
        assertThat(zoe.reads("/api/v1/accounts/" + bob.id).json().get("limited").asBoolean())
                .isTrue();

        moderator.sends("POST", "/api/v1/admin/accounts/" + bob.id + "/unsilence", "", "");

        assertThat(zoe.reads("/api/v1/timelines/public").ids()).contains(post);
        assertThat(zoe.reads("/api/v1/accounts/" + bob.id).json().has("limited"))
                .isFalse();
    }

    @Test
    void aFrozenAccountStaysAndNobodyActsForIt() {
        var post = bob.posts("Bonjour");

        acts(bob, "disable", "");

        assertThat(bob.home().status()).isEqualTo(403);
        assertThat(bob.home().error()).contains("frozen");
        assertThat(ada.reads("/api/v1/statuses/" + post).status()).isEqualTo(200);
        var thawed = moderator.sends("POST", "/api/v1/admin/accounts/" + bob.id + "/enable", "", "");
        assertThat(thawed.json().get("disabled").asBoolean()).isFalse();
        assertThat(bob.home().status()).isEqualTo(200);
    }

    @Test
    void everyActIsWrittenDownOnceAndForGood() {
        acts(bob, "suspend", "&text=Insultes");
        acts(bob, "suspend", "&text=Encore");
        acts(bob, "none", "");
        moderator.sends("POST", "/api/v1/admin/accounts/" + bob.id + "/unsuspend", "", "");
        moderator.sends("POST", "/api/v1/admin/accounts/" + bob.id + "/unsuspend", "", "");
        acts(bob, "silence", "");
        moderator.sends("POST", "/api/ramage/v1/moderation/accounts/" + bob.id + "/notes", "content=Méfiance", FORM);
        takesDown(ada.posts("À retirer"));

        assertThat(acts()).containsExactly("delete_post", "note", "limit", "reinstate", "suspend", "appoint");
        var log = moderator.reads("/api/ramage/v1/moderation/log?limit=5");
        assertThat(log.json().at("/4/text").asString()).isEqualTo("Insultes");
        assertThat(log.json().at("/4/account_id").asString()).isEqualTo(bob.id.toString());
        assertThat(log.json().at("/4/moderator_id").asString()).isEqualTo(moderator.id.toString());
        assertThat(log.link()).contains("max_id=");
        assertThat(moderator
                        .reads("/api/ramage/v1/moderation/accounts/" + bob.id + "/notes")
                        .json()
                        .findValuesAsString("text"))
                .containsExactly("Méfiance");
        for (var change : List.of("update moderation_log set words = ''", "delete from moderation_log")) {
            assertThatThrownBy(
                            () -> town.ramage.db().change(tx -> tx.sql(change).run()))
                    .as(change)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(new Facts(town.ramage).count("moderation_log")).isEqualTo(6);
    }

    @Test
    void onlyModeratorsModerateAndNobodyAboveThem() {
        var other = town.mayAll(town.person("mia"));
        var holder = town.mayAll(ada);
        appoints(owner, other);
        var report = reports(bob, ada, "").json().get("id").asString();

        for (var path : List.of(
                "/api/v1/admin/accounts",
                "/api/v1/admin/accounts/" + bob.id,
                "/api/v1/admin/accounts/1",
                "/api/v1/admin/reports",
                "/api/v1/admin/reports/" + report,
                "/api/v1/admin/reports/1",
                "/api/ramage/v1/moderation/log",
                "/api/ramage/v1/moderation/moderators",
                "/api/ramage/v1/moderation/sign_up",
                "/api/ramage/v1/moderation/accounts/" + bob.id + "/notes",
                "/api/ramage/v1/moderation/reports/" + report + "/context")) {
            assertThat(holder.reads(path).status()).as(path).isEqualTo(403);
        }
        assertThat(action(holder, bob, "suspend").status()).isEqualTo(403);
        assertThat(action(moderator, owner, "suspend").status()).isEqualTo(403);
        assertThat(action(moderator, other, "suspend").status()).isEqualTo(403);
        assertThat(action(moderator, moderator, "suspend").status()).isEqualTo(403);
        assertThat(action(owner, owner, "suspend").status()).isEqualTo(403);
        assertThat(action(moderator, bob, "shout").status()).isEqualTo(422);
        assertThat(appoints(moderator, bob).status()).isEqualTo(403);
        assertThat(action(owner, other, "disable").status()).isEqualTo(200);
        assertThat(other.reads("/api/v1/admin/reports").status()).isEqualTo(403);
        assertThat(moderator
                        .reads("/api/v1/admin/accounts/" + bob.id)
                        .json()
                        .get("email")
                        .isNull())
                .isTrue();
        assertThat(owner.reads("/api/v1/admin/accounts/" + bob.id)
                        .json()
                        .get("email")
                        .asString())
                .isEqualTo("bob@example.org");
        assertThat(owner.reads("/api/ramage/v1/moderation/moderators").ids())
                .containsExactlyInAnyOrder(owner.id.toString(), moderator.id.toString(), other.id.toString());
        assertThat(moderator
                        .reads("/api/v1/accounts/verify_credentials")
                        .json()
                        .at("/role/name")
                        .asString())
                .isEqualTo("Moderator");

        owner.sends("DELETE", "/api/ramage/v1/moderation/moderators/" + moderator.id, "", "");

        assertThat(moderator.reads("/api/v1/admin/reports").status()).isEqualTo(403);
        assertThat(owner.reads("/api/v1/admin/reports").ids()).containsExactly(report);
        owner.sends("DELETE", "/api/ramage/v1/moderation/moderators/" + owner.id, "", "");
        assertThat(owner.reads("/api/v1/admin/reports").status()).isEqualTo(200);
    }

    @Test
    void rulesAreTheOwnersAndStayWithTheReportsThatNameThem() {
        var rule = owner.sends("POST", "/api/ramage/v1/moderation/rules", "text=Restons polis&hint=Sans insulte", FORM)
                .json();
        var id = rule.get("id").asString();
        assertThat(moderator
                        .sends("POST", "/api/ramage/v1/moderation/rules", "text=Moi", FORM)
                        .status())
                .isEqualTo(403);
        assertThat(owner.sends("POST", "/api/ramage/v1/moderation/rules", "text=+", FORM)
                        .status())
                .isEqualTo(422);
        assertThat(town.stranger().reads("/api/v1/instance/rules").json().get(0))
                .isEqualTo(rule);
        assertThat(town.stranger().reads("/api/v1/instance").json().at("/rules/0"))
                .isEqualTo(rule);
        assertThat(town.stranger().reads("/api/v2/instance").json().at("/rules/0"))
                .isEqualTo(rule);
        var report = reports(ada, bob, "rule_ids[]=" + id).json();
        assertThat(report.get("category").asString()).isEqualTo("violation");

        owner.sends("DELETE", "/api/ramage/v1/moderation/rules/" + id, "", "");

        assertThat(town.stranger().reads("/api/v1/instance/rules").json()).isEmpty();
        assertThat(reports(ada, bob, "rule_ids[]=" + id).status()).isEqualTo(422);
        assertThat(moderator
                        .reads("/api/v1/admin/reports/" + report.get("id").asString())
                        .json()
                        .at("/rules/0/text")
                        .asString())
                .isEqualTo("Restons polis");
    }

    @Test
    void moderatorsCloseThePlaceForNewcomersAndOpenItAgain() {
        assertThat(town.ramage.safety.signUp()).isEqualTo(Opening.INVITATION);

        for (var state : List.of("open", "invitation", "closed")) {
            var reply = moderator.sends("PUT", "/api/ramage/v1/moderation/sign_up", "state=" + state, FORM);
            assertThat(reply.json().get("state").asString()).isEqualTo(state);
            assertThat(town.ramage.safety.signUp().name()).isEqualToIgnoringCase(state);
        }
        assertThat(moderator
                        .sends("PUT", "/api/ramage/v1/moderation/sign_up", "state=ajar", FORM)
                        .status())
                .isEqualTo(422);
        assertThat(acts()).startsWith("sign_up", "sign_up", "sign_up", "appoint");
    }

    @Test
    void whoIsSuspendedIsLetIntoNoPageAndAClosedPlaceTakesNobodyIn() {
        moderator.sends("PUT", "/api/ramage/v1/moderation/sign_up", "state=open", FORM);
        var ana = browser();
        asks(ana, "ana");
        ana.submits(ana.linkMailed("ana@example.org", "Your account"), "handle", "ana");
        assertThat(ana.opens("/settings").status()).isEqualTo(200);
        var id = town.ramage.accounts.find("ana").orElseThrow();

        moderator.sends("POST", "/api/v1/admin/accounts/" + id + "/action", "type=suspend", FORM);
        moderator.sends("PUT", "/api/ramage/v1/moderation/sign_up", "state=closed", FORM);

        var refused = ana.opens("/settings");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("This account is suspended");
        assertThat(asks(browser(), "eve").status()).isEqualTo(403);
    }

    private static Browser.Page asks(Browser who, String handle) {
        return who.submits("/sign-up", "handle", handle, "email", handle + "@example.org", "name", "", "password", "");
    }

    private static Town.Reply reports(Town.Person me, Town.Person about, String more) {
        return me.sends("POST", "/api/v1/reports", "account_id=" + about.id + "&" + more, FORM);
    }

    private Town.Reply acts(Town.Person on, String type, String more) {
        return moderator.sends("POST", "/api/v1/admin/accounts/" + on.id + "/action", "type=" + type + more, FORM);
    }

    private static Town.Reply action(Town.Person by, Town.Person on, String type) {
        return by.sends("POST", "/api/v1/admin/accounts/" + on.id + "/action", "type=" + type, FORM);
    }

    private static Town.Reply appoints(Town.Person by, Town.Person other) {
        return by.sends("POST", "/api/ramage/v1/moderation/moderators/" + other.id, "", "");
    }

    private JsonNode handles(String report, String verb) {
        return moderator
                .sends("POST", "/api/v1/admin/reports/" + report + "/" + verb, "", "")
                .json();
    }

    private Town.Reply takesDown(String post) {
        return moderator.sends("DELETE", "/api/ramage/v1/moderation/statuses/" + post, "", "");
    }

    private JsonNode context(String report) {
        return moderator
                .reads("/api/ramage/v1/moderation/reports/" + report + "/context")
                .json();
    }

    private List<String> acts() {
        return moderator.reads("/api/ramage/v1/moderation/log").json().findValuesAsString("act");
    }

    private static List<String> ids(JsonNode statuses) {
        return statuses.valueStream().map(it -> it.get("id").asString()).toList();
    }
}
