package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import tools.jackson.databind.JsonNode;

class EditingTest extends InATown {
    private Town.Person ada;
    private Town.Person bob;

    EditingTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        bob = town.person("bob");
    }

    @Test
    @DisplayName("C7 a post is edited, and what it said before stays to be seen")
    void saysSomethingElseAndShowsWhatItSaid() {
        var id = ada.posts("Le merle chante #oiseaux", "spoiler_text", "plumes");
        ada.does("favourite", id);
        var before = seen(id);

        var edited = ada.edits(id, "Le rouge-gorge chante #jardin", "language", "fr");
        var again = ada.edits(id, "Le rouge-gorge chante le matin #jardin");

        assertThat(before.get("edited_at").isNull()).isTrue();
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.json().get("content").asString()).contains("rouge-gorge");
        assertThat(edited.json().get("spoiler_text").asString()).isEmpty();
        assertThat(edited.json().get("sensitive").asBoolean()).isFalse();
        assertThat(edited.json().get("language").asString()).isEqualTo("fr");
        assertThat(edited.json().get("edited_at").asString())
                .isGreaterThanOrEqualTo(before.get("created_at").asString());
        assertThat(edited.json().at("/tags/0/name").asString()).isEqualTo("jardin");
        assertThat(again.json().get("language").asString()).isEqualTo("fr");
        assertThat(again.json().get("favourites_count").asInt()).isEqualTo(1);
        assertThat(again.json().get("created_at")).isEqualTo(before.get("created_at"));
        assertThat(seen(id).get("content")).isEqualTo(again.json().get("content"));
        var history = town.stranger()
                .reads("/api/v1/statuses/" + id + "/history")
                .json()
                .valueStream()
                .toList();
        assertThat(history).hasSize(3);
        assertThat(history)
                .extracting(version -> version.get("content"))
                .containsExactly(
                        before.get("content"),
                        edited.json().get("content"),
                        again.json().get("content"));
        assertThat(history)
                .extracting(version -> version.get("spoiler_text").asString())
                .containsExactly("plumes", "", "");
        assertThat(history)
                .extracting(version -> version.get("sensitive").asBoolean())
                .containsExactly(true, false, false);
        assertThat(history)
                .extracting(version -> version.get("created_at"))
                .containsExactly(
                        before.get("created_at"),
                        edited.json().get("edited_at"),
                        again.json().get("edited_at"));
        town.restart();
        assertThat(seen(id).get("edited_at")).isEqualTo(again.json().get("edited_at"));
    }

    @Test
    void isFoundByTheTagsThatItHasNow() {
        var id = ada.posts("Le merle #oiseaux");

        ada.edits(id, "Le potager #jardin");

        assertThat(tagged("jardin")).containsExactly(id);
        assertThat(tagged("oiseaux")).isEmpty();
    }

    @Test
    void whoIsNamedNoMoreReadsItNoMore() {
        var id = ada.posts("@bob entre nous", "visibility", "private");
        assertThat(bob.reads("/api/v1/statuses/" + id).status()).isEqualTo(200);

        ada.edits(id, "entre moi et moi");

        assertThat(bob.reads("/api/v1/statuses/" + id).status()).isEqualTo(404);
        assertThat(bob.reads("/api/v1/statuses/" + id + "/history").status()).isEqualTo(404);
        town.restart();
        assertThat(bob.reads("/api/v1/statuses/" + id).status()).isEqualTo(404);
        ada.edits(id, "@bob finalement");
        assertThat(bob.reads("/api/v1/statuses/" + id).status()).isEqualTo(200);
    }

    @Test
    void isForItsAuthorOnlyAndTheSameWordsChangeNothing() {
        var id = ada.posts("Bonjour");
        var boost = bob.does("reblog", id).json().get("id").asString();

        assertThat(bob.edits(id, "Au revoir").status()).isEqualTo(404);
        assertThat(bob.edits(boost, "Au revoir").status()).isEqualTo(404);
        assertThat(town.stranger().edits(id, "Au revoir").status()).isEqualTo(401);
        var same = ada.edits(id, "Bonjour");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().get("edited_at").isNull()).isTrue();
        assertThat(versions(id)).isEqualTo(1);
    }

    @Test
    void keepsTheRulesOfPosts() {
        var id = ada.posts("Bonjour");

        var tooLong = ada.edits(id, "x".repeat(141));
        var empty = ada.edits(id, " ");
        var pictures = ada.edits(id, "Bonsoir", "media_ids[]", "1");

        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.error()).contains("140", "141");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(pictures.status()).isEqualTo(422);
        assertThat(seen(id).get("content").asString()).contains("Bonjour");
    }

    @Test
    void hasABound() {
        var id = ada.posts("0");
        IntStream.rangeClosed(1, 100)
                .forEach(i ->
                        assertThat(ada.edits(id, Integer.toString(i)).status()).isEqualTo(200));

        var last = ada.edits(id, "101");

        assertThat(last.status()).isEqualTo(422);
        assertThat(last.error()).contains("100");
        assertThat(seen(id).get("content").asString()).isEqualTo("<p>100</p>");
        assertThat(versions(id)).isEqualTo(101);
    }

    @Test
    void nothingIsLeftOfItsVersionsWhenItIsDeleted() {
        var id = ada.posts("Bonjour");
        ada.edits(id, "Bonsoir");

        ada.deletes(id);

        assertThat(ada.reads("/api/v1/statuses/" + id + "/history").status()).isEqualTo(404);
        assertThat(new Facts(town.ramage).number("select count(*) as n from post_version"))
                .isZero();
    }

    @Test
    void itsSourceIsWhatWasTyped() {
        var id = ada.posts("Le merle <b> #été 😉", "spoiler_text", "plumes");

        var source = ada.reads("/api/v1/statuses/" + id + "/source");

        assertThat(source.json().get("id").asString()).isEqualTo(id);
        assertThat(source.json().get("text").asString()).isEqualTo("Le merle <b> #été 😉");
        assertThat(source.json().get("spoiler_text").asString()).isEqualTo("plumes");
        assertThat(town.stranger().reads("/api/v1/statuses/" + id + "/source").status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("C21 typed smileys and emoji are left as they are, in posts, their versions and their source")
    void smileysStayAsTheyAre() {
        var smileys = "😉 🙂 -:) :-) 👩‍👩‍👧 🇫🇷 ❤️";
        var id = ada.posts(smileys);

        ada.edits(id, smileys + " !");

        var history =
                town.stranger().reads("/api/v1/statuses/" + id + "/history").json();
        assertThat(history.at("/0/content").asString()).isEqualTo("<p>" + smileys + "</p>");
        assertThat(seen(id).get("content").asString()).isEqualTo("<p>" + smileys + " !</p>");
        assertThat(ada.reads("/api/v1/statuses/" + id + "/source")
                        .json()
                        .get("text")
                        .asString())
                .isEqualTo(smileys + " !");
    }

    private JsonNode seen(String id) {
        return town.stranger().reads("/api/v1/statuses/" + id).json();
    }

    private List<String> tagged(String tag) {
        return town.stranger().reads("/api/v1/timelines/tag/" + tag).ids();
    }

    private long versions(String id) {
        return town.stranger()
                .reads("/api/v1/statuses/" + id + "/history")
                .json()
                .size();
    }
}
