package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.id.PostId;
import social.ramage.mastodon.Entities;
import tools.jackson.databind.JsonNode;

/** What is answered has the fields and types that Mastodon's clients were written for. */
@Tag("shared")
class SpeakingMastodonTest {
    private static final Entities ENTITIES = Entities.read();

    @TempDir
    Path data;

    private Town town;
    private Town.Person ada;
    private Town.Person bob;

    @BeforeEach
    void open() {
        town = Town.in(data);
        ada = town.person("ada");
        bob = town.person("bob");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void statusesOfEveryKind() {
        var plain = bob.posts("Bonjour @ada, le #merle chante: https://example.org/merle");
        ada.posts("Merci !", "in_reply_to_id", plain, "spoiler_text", "oiseaux", "language", "fr");
        bob.posts("Entre nous", "visibility", "private");
        town.ramage.boosts.boost(
                town.ramage.follows.viewer(ada.id),
                PostId.parse(plain).orElseThrow(),
                social.ramage.event.Visibility.PUBLIC);
        ada.follows(bob);

        var home = ada.home().json();
        assertThat(home).hasSize(4);
        home.forEach(status -> isA("Status", status));
        var seenByNobody = town.stranger().reads("/api/v1/statuses/" + plain).json();
        isA("Status", seenByNobody);
        isA("Context", ada.reads("/api/v1/statuses/" + plain + "/context").json());
    }

    @Test
    void aStatusThatIsDeletedShowsItsSource() {
        var deleted = ada.deletes(ada.posts("À refaire #été")).json();

        isA("Status", deleted);
        assertThat(deleted.path("text").asString()).isEqualTo("À refaire #été");
        assertThat(deleted.has("content")).isFalse();
    }

    @Test
    void accountsAndTheirRelations() {
        ada.follows(bob);
        bob.posts("Un mot");

        isA(
                "CredentialAccount",
                ada.reads("/api/v1/accounts/verify_credentials").json());
        isA("Account", ada.reads("/api/v1/accounts/" + bob.id).json());
        isA("Account", town.stranger().reads("/api/v1/accounts/lookup?acct=bob").json());
        var relations = ada.reads("/api/v1/accounts/relationships?id[]=" + bob.id + "&id[]=" + ada.id)
                .json();
        assertThat(relations).hasSize(2);
        relations.forEach(relation -> isA("Relationship", relation));
        isA("Relationship", bob.follows(ada).json());
    }

    @Test
    void whatIsDoneToStatuses() {
        var post = bob.posts("Bonjour @ada #merles");
        for (var verb : List.of("favourite", "bookmark", "mute", "reblog", "unreblog", "unfavourite")) {
            isA("Status", ada.does(verb, post).json());
        }
        isA("Status", bob.does("pin", post).json());
        isA("Status", bob.edits(post, "Bonsoir @ada #merles").json());
        areAll("Status", ada.reads("/api/v1/bookmarks").json());
        areAll("Status", town.stranger().reads("/api/v1/timelines/tag/merles").json());
        var history = bob.reads("/api/v1/statuses/" + post + "/history").json();
        assertThat(history).hasSize(2);
        areAll("StatusEdit", history);
        isA("StatusSource", bob.reads("/api/v1/statuses/" + post + "/source").json());
        ada.does("favourite", post);
        areAll(
                "Account",
                bob.reads("/api/v1/statuses/" + post + "/favourited_by").json());
    }

    @Test
    void notificationsAndMarkers() {
        var post = bob.posts("Bonjour");
        ada.does("favourite", post);
        ada.does("reblog", post);
        ada.follows(bob);
        ada.posts("@bob oui", "in_reply_to_id", post);
        Await.until(
                "bob is told", () -> bob.reads("/api/v1/notifications").json().size() == 4);

        areAll("Notification", bob.reads("/api/v1/notifications").json());
        var marked =
                bob.sends("POST", "/api/v1/markers", "home[last_read_id]=" + post, "application/x-www-form-urlencoded");
        isA("Marker", marked.json().get("home"));
    }

    @Test
    void blocksAndMutes() {
        isA("Relationship", ada.mutes(bob, "duration=60").json());
        areAll("MutedAccount", ada.reads("/api/v1/mutes").json());
        isA("Relationship", ada.does("block", bob).json());
        areAll("Account", ada.reads("/api/v1/blocks").json());
        isA("Error", bob.follows(ada).json());
    }

    @Test
    void reportsAndWhatModeratorsSee() {
        var owner = town.owner("olga");
        owner.sends(
                "POST", "/api/ramage/v1/moderation/rules", "text=Restons polis", "application/x-www-form-urlencoded");
        var rules = ada.reads("/api/v1/instance/rules").json();
        areAll("Rule", rules);
        var post = bob.posts("Bonjour");
        var report = ada.sends(
                        "POST",
                        "/api/v1/reports",
                        "account_id=" + bob.id + "&status_ids[]=" + post + "&rule_ids[]="
                                + rules.at("/0/id").asString(),
                        "application/x-www-form-urlencoded")
                .json();
        isA("Report", report);
        owner.sends("POST", "/api/v1/admin/reports/" + report.get("id").asString() + "/assign_to_self", "", "");
        areAll("Admin::Report", owner.reads("/api/v1/admin/reports").json());
        areAll("Admin::Account", owner.reads("/api/v1/admin/accounts").json());
        isA("Role", owner.reads("/api/v1/accounts/verify_credentials").json().get("role"));
        for (var type : List.of("silence", "suspend")) {
            owner.sends(
                    "POST",
                    "/api/v1/admin/accounts/" + bob.id + "/action",
                    "type=" + type,
                    "application/x-www-form-urlencoded");
            isA("Account", ada.reads("/api/v1/accounts/" + bob.id).json());
            isA(
                    "Admin::Account",
                    owner.reads("/api/v1/admin/accounts/" + bob.id).json());
        }
    }

    @Test
    void whatPeopleSayOfThemselves() {
        var change =
                "display_name=Ada&note=Bonjour&fields_attributes[0][name]=a&fields_attributes[0][value]=b&bot=true";
        var form = "application/x-www-form-urlencoded";

        isA(
                "CredentialAccount",
                ada.sends("PATCH", "/api/v1/accounts/update_credentials", change, form)
                        .json());
        isA("Profile", ada.sends("PUT", "/api/v1/profile", "note=Bonsoir", form).json());
        isA("Profile", ada.reads("/api/v1/profile").json());
        isA(
                "CredentialAccount",
                ada.sends("DELETE", "/api/v1/profile/avatar", "", "").json());
        isA("Preferences", ada.reads("/api/v1/preferences").json());
        isA("Account", bob.reads("/api/v1/accounts/" + ada.id).json());
        isA(
                "Error",
                ada.sends("PUT", "/api/v1/profile", "note=" + "x".repeat(501), form)
                        .json());
    }

    @Test
    void thePlaceItself() {
        isA("Instance", town.stranger().reads("/api/v2/instance").json());
        isA("V1::Instance", town.stranger().reads("/api/v1/instance").json());
    }

    @Test
    void errors() {
        isA("Error", town.stranger().home().json());
        isA("Error", ada.reads("/api/v1/statuses/1").json());
        isA("Error", ada.reads("/api/v1/nothing").json());
        isA("Error", ada.triesToPost("x".repeat(141)).json());
        isA(
                "Error",
                ada.sends("POST", "/api/v1/statuses", "{", "application/json").json());
    }

    private static void areAll(String entity, JsonNode given) {
        assertThat(given).isNotEmpty();
        given.forEach(one -> isA(entity, one));
    }

    private static void isA(String entity, JsonNode given) {
        assertThat(ENTITIES.faults(entity, given)).as("%s", given).isEmpty();
    }
}
