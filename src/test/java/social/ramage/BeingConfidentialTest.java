package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import social.ramage.event.Visibility;
import social.ramage.post.Draft;
import social.ramage.post.PostText;

class BeingConfidentialTest extends InATown {
    private static final String UPDATE = "/api/v1/accounts/update_credentials";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PUBLIC = "/api/v1/timelines/public?limit=40";

    private Town.Person lea;
    private Town.Person fred;
    private Town.Person nina;

    BeingConfidentialTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void people() {
        lea = town.person("lea");
        fred = town.person("fred");
        nina = town.person("nina");
        fred.follows(lea);
    }

    @Test
    @DisplayName("B9 one switch: later posts are for approved followers only, and existing posts keep their audience")
    void laterPostsAreForApprovedFollowersOnly() {
        var before = lea.posts("Avant #lea");
        assertThat(turn("locked=true").get("locked").asBoolean()).isTrue();
        assertThat(nina.follows(lea).json().get("requested").asBoolean()).isTrue();

        var later = new ArrayList<String>();
        later.add(lea.posts("Après #lea"));
        later.add(lea.posts("Après, public #lea", "visibility", "public"));
        later.add(lea.posts("Après, unlisted #lea", "visibility", "unlisted"));

        for (var outsider : List.of(nina, town.stranger())) {
            for (var post : later) {
                assertThat(outsider.reads("/api/v1/statuses/" + post).status()).isEqualTo(404);
            }
            assertThat(seenBy(outsider)).contains(before).doesNotContainAnyElementsOf(later);
        }
        assertThat(nina.home().ids()).isEmpty();
        for (var post : later) {
            var seen = fred.reads("/api/v1/statuses/" + post);
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.json().get("visibility").asString()).isEqualTo("private");
        }
        assertThat(fred.home().ids()).containsAll(later).contains(before);
        assertThat(lea.reads("/api/v1/preferences")
                        .json()
                        .get("posting:default:visibility")
                        .asString())
                .isEqualTo("private");
    }

    @Test
    @DisplayName("B9 earlier posts are for followers, too, if their author chooses so")
    void earlierPostsAreTightenedIfTheirAuthorChoosesSo() {
        var post = lea.posts("Avant #lea");
        var unlisted = lea.posts("Avant, unlisted", "visibility", "unlisted");
        var answer = lea.posts("Encore", "in_reply_to_id", post);
        var foreign = nina.posts("À moi");
        var passedOn = lea.does("reblog", foreign).json().get("id").asString();
        var boost = nina.does("reblog", post).json().get("id").asString();
        var all = List.of(post, unlisted, answer, passedOn, boost);
        assertThat(seenBy(town.stranger())).contains(post, unlisted, answer, passedOn);
        assertThat(nina.reads("/api/v1/accounts/" + nina.id + "/statuses").ids())
                .contains(boost);

        turn("locked=true&tighten_posts=true");

        for (var outsider : List.of(nina, town.stranger())) {
            for (var one : all) {
                assertThat(outsider.reads("/api/v1/statuses/" + one).status())
                        .as(one)
                        .isEqualTo(404);
            }
            assertThat(seenBy(outsider)).doesNotContainAnyElementsOf(all).contains(foreign);
        }
        for (var one : all) {
            assertThat(fred.reads("/api/v1/statuses/" + one).status()).as(one).isEqualTo(200);
        }
        assertThat(fred.reads("/api/v1/statuses/" + post)
                        .json()
                        .get("visibility")
                        .asString())
                .isEqualTo("private");
        assertThat(fred.reads(PUBLIC).ids()).containsExactly(foreign);
        turn("tighten_posts=true");
        assertThat(seenBy(fred)).contains(post, unlisted, answer, foreign);
    }

    @Test
    void veryManyPostsAreTightenedAfterTheAnswerEvenIfTheServerStops() {
        var viewer = town.ramage.follows.viewer(lea.id);
        var posts = new ArrayList<Long>();
        for (int i = 0; i < 320; i++) {
            var draft = new Draft(
                    PostText.parse("Avant " + i, "", 140),
                    Visibility.PUBLIC,
                    Optional.empty(),
                    Optional.empty(),
                    /* isSensitive= */ false);
            posts.add(town.ramage.posts.publish(viewer, draft).id().value());
        }
        turn("tighten_posts=true");
        assertThat(town.ramage.posts.visibleInDatabase(posts, social.ramage.follow.Viewer.NOBODY))
                .containsExactlyInAnyOrderElementsOf(posts.subList(300, 320));
        var later = lea.posts("Après");

        town.restart();
        assertThat(town.ramage.posts.sweepTightening()).isOne();

        assertThat(town.ramage.posts.visibleInDatabase(posts, social.ramage.follow.Viewer.NOBODY))
                .isEmpty();
        assertThat(town.stranger().reads("/api/v1/statuses/" + later).status()).isEqualTo(200);
        assertThat(town.ramage.posts.sweepTightening()).isZero();
    }

    @Test
    void whoeverAskedBeforeItWasTurnedOffStillWaits() {
        turn("locked=true");
        nina.follows(lea);

        turn("locked=false");

        assertThat(lea.reads("/api/v1/follow_requests").ids()).containsExactly(nina.id.toString());
        var open = lea.posts("Pour tout le monde");
        assertThat(town.stranger().reads("/api/v1/statuses/" + open).status()).isEqualTo(200);
        lea.answers(nina, "authorize");
        assertThat(nina.home().ids()).contains(open);
    }

    private tools.jackson.databind.JsonNode turn(String how) {
        var reply = lea.sends("PATCH", UPDATE, how, FORM);
        assertThat(reply.status()).as(reply.error()).isEqualTo(200);
        return reply.json();
    }

    /** By every list in which posts of people are found. */
    private List<String> seenBy(Town.Person reader) {
        var seen = new ArrayList<String>();
        for (var path :
                List.of(PUBLIC, "/api/v1/timelines/tag/lea", "/api/v1/accounts/" + lea.id + "/statuses?limit=40")) {
            seen.addAll(reader.reads(path).ids());
        }
        return seen;
    }
}
