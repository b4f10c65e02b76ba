package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;

/** What is said about a hashtag. */
@ParameterizedClass
@EnumSource(Engine.class)
class TopicsTest {
    @RegisterExtension
    final FreshDatabase fresh;

    @TempDir
    Path data;

    private Town town;
    private Town.Person ada;

    TopicsTest(Engine engine) {
        fresh = FreshDatabase.on(engine);
    }

    @BeforeEach
    void open() {
        town = Town.in(data, Town.on(fresh.at()));
        ada = town.person("ada");
    }

    @AfterEach
    void close() {
        town.close();
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

    @Test
    void aDeletedPostLeavesItsTopic() {
        var first = ada.posts("#soleil");
        var second = ada.posts("#soleil encore");

        ada.deletes(second);

        assertThat(ada.reads("/api/v1/timelines/tag/soleil").ids()).containsExactly(first);
    }
}
