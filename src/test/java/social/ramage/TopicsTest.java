package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;

/** What is said about a hashtag. */
class TopicsTest extends InATown {
    private Town.Person ada;

    TopicsTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
    }

    @Test
    @DisplayName("C2 accents and case make no other topic, and each post keeps what was typed")
    void isOneTopicHoweverItIsTyped() {
        var ids = new ArrayList<String>();
        for (var typed : List.of("#Été", "#ete", "#ÉTÉ", "#e\u0301te\u0301")) {
            ids.addFirst(ada.posts("chaleur " + typed));
        }

        for (var asked : List.of("ete", "Été", "ÉTÉ")) {
            var page = town.stranger().reads("/api/v1/timelines/tag/" + Town.encode(asked));
            assertThat(page.ids()).as(asked).containsExactlyElementsOf(ids);
            assertThat(page.json().get(3).at("/tags/0/name").asString()).isEqualTo("Été");
            assertThat(page.json().get(2).at("/tags/0/name").asString()).isEqualTo("ete");
            assertThat(page.json().get(1).at("/tags/0/name").asString()).isEqualTo("ÉTÉ");
        }
    }

    @Test
    void aTopicThatNobodyCanWriteIsEmpty() {
        for (var asked : List.of("a%00b", "%00", "a%0Bb")) {
            var page = town.stranger().reads("/api/v1/timelines/tag/neige?any[]=" + asked);

            assertThat(page.status()).as(asked).isEqualTo(200);
            assertThat(page.ids()).as(asked).isEmpty();
        }
    }

    @Test
    @DisplayName("C3 a topic has every public post with the tag, newest first, page by page to the very first")
    void hasEveryPublicPostDownToTheFirst() {
        var bob = town.person("bob");
        var all = new ArrayList<String>();
        for (int i = 0; i < 23; i++) {
            var author = i % 2 == 0 ? ada : bob;
            all.addFirst(author.posts("n° " + i + " #Été"));
            author.posts("pas celui-ci #hiver");
        }
        all.addFirst(bob.posts("réponse #ete", "in_reply_to_id", all.getLast()));
        ada.posts("discret #ete", "visibility", "unlisted");
        ada.posts("entre nous #ete", "visibility", "private");
        bob.does("reblog", all.get(3));

        assertThat(town.walk(town.stranger(), "/api/v1/timelines/tag/" + Town.encode("Été") + "?limit=5"))
                .containsExactlyElementsOf(all);
        assertThat(town.stranger().reads("/api/v1/timelines/tag/ete").ids())
                .containsExactlyElementsOf(all.subList(0, 20));
        assertThat(town.stranger()
                        .reads("/api/v1/timelines/tag/ete?limit=3&min_id=" + all.getLast())
                        .ids())
                .containsExactlyElementsOf(all.subList(20, 23));
        town.restart();
        assertThat(town.walk(ada, "/api/v1/timelines/tag/ete")).containsExactlyElementsOf(all);
    }

    @Test
    void severalTagsAreJoinedAndLeftOut() {
        var sun = ada.posts("#soleil");
        var both = ada.posts("#soleil #pluie");
        var rain = ada.posts("#pluie");
        var path = "/api/v1/timelines/tag/soleil";

        assertThat(ada.reads(path + "?any[]=Pluie").ids()).containsExactly(rain, both, sun);
        assertThat(ada.reads(path + "?all[]=pluie").ids()).containsExactly(both);
        assertThat(ada.reads(path + "?none[]=pluie").ids()).containsExactly(sun);
        assertThat(ada.reads(path + "?any[]=pluie&none[]=soleil").ids()).containsExactly(rain);
        assertThat(ada.reads(path + "?all[]=neige").ids()).isEmpty();
        assertThat(town.walk(ada, path + "?any[]=Pluie&limit=1")).containsExactly(rain, both, sun);
        assertThat(ada.reads("/api/v1/timelines/tag/neige").ids()).isEmpty();
        assertThat(ada.reads(path + "?only_media=true").ids()).isEmpty();
        assertThat(ada.reads(path + "?remote=true").ids()).isEmpty();
    }

    /** However short it would be once it is folded: that takes long. */
    @Test
    void aTagThatNoPostHasRoomForIsNobodys() {
        ada.posts("#soleil");
        var endless = "any[]=" + Town.encode("soleil" + "\u0301".repeat(10_000));

        var found = ada.sends("GET", "/api/v1/timelines/tag/neige", endless, "application/x-www-form-urlencoded");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.ids()).isEmpty();
    }

    @Test
    void filtersThatDoNotFitIntoAHeaderAreRefused() {
        ada.posts("#soleil");
        var path = "/api/v1/timelines/tag/soleil?any[]=";

        assertThat(ada.reads(path + "x".repeat(1_000)).status()).isEqualTo(200);
        var refused = ada.reads(path + "x".repeat(6_000));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).contains("too long");
        assertThat(ada.reads("/api/v1/timelines/public?limit=" + "0".repeat(6_000))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aDeletedPostLeavesItsTopic() {
        var first = ada.posts("#soleil");
        var second = ada.posts("#soleil encore");

        ada.deletes(second);

        assertThat(ada.reads("/api/v1/timelines/tag/soleil").ids()).containsExactly(first);
    }
}
