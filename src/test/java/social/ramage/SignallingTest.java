package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import social.ramage.event.Signal;
import social.ramage.event.Visibility;
import social.ramage.id.PostId;
import social.ramage.post.Draft;
import social.ramage.post.PostText;

class SignallingTest extends InATown {
    private static final List<String> VERBS = List.of(
            "favourite",
            "unfavourite",
            "bookmark",
            "unbookmark",
            "pin",
            "unpin",
            "mute",
            "unmute",
            "reblog",
            "unreblog");

    private Town.Person ada;
    private Town.Person bob;

    SignallingTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        bob = town.person("bob");
    }

    @Test
    @DisplayName("C19 a +1 counts once, is shown with who gave it, and can be taken back")
    void favourites() {
        var post = bob.posts("Bonjour");

        var given = ada.does("favourite", post);
        var again = ada.does("favourite", post);
        var people = town.stranger().reads("/api/v1/statuses/" + post + "/favourited_by");
        var seenByBob = bob.reads("/api/v1/statuses/" + post).json();
        var taken = ada.does("unfavourite", post);
        var takenAgain = ada.does("unfavourite", post);

        assertThat(given.status()).isEqualTo(200);
        assertThat(given.json().get("favourited").asBoolean()).isTrue();
        assertThat(given.json().get("favourites_count").asInt()).isEqualTo(1);
        assertThat(again.json()).isEqualTo(given.json());
        assertThat(people.ids()).containsExactly(ada.id.toString());
        assertThat(seenByBob.get("favourites_count").asInt()).isEqualTo(1);
        assertThat(seenByBob.get("favourited").asBoolean()).isFalse();
        assertThat(taken.json().get("favourited").asBoolean()).isFalse();
        assertThat(taken.json().get("favourites_count").asInt()).isZero();
        assertThat(takenAgain.json()).isEqualTo(taken.json());
        assertThat(town.stranger()
                        .reads("/api/v1/statuses/" + post + "/favourited_by")
                        .ids())
                .isEmpty();
    }

    @Test
    @DisplayName("C11 a boost keeps author and address, its author sees who passed it on, and it can be taken back")
    void boosts() {
        var post = bob.posts("À faire passer");
        var original = bob.reads("/api/v1/statuses/" + post).json();

        var boost = ada.does("reblog", post).json();
        var again = ada.does("reblog", post).json();
        var people = bob.reads("/api/v1/statuses/" + post + "/reblogged_by");
        var taken = ada.does("unreblog", post);

        assertThat(boost.at("/account/id").asString()).isEqualTo(ada.id.toString());
        assertThat(boost.at("/reblog/account/id").asString()).isEqualTo(bob.id.toString());
        assertThat(boost.at("/reblog/url")).isEqualTo(original.get("url"));
        assertThat(boost.at("/reblog/content")).isEqualTo(original.get("content"));
        assertThat(boost.at("/reblog/reblogged").asBoolean()).isTrue();
        assertThat(boost.at("/reblog/reblogs_count").asInt()).isEqualTo(1);
        assertThat(again.get("id")).isEqualTo(boost.get("id"));
        assertThat(people.ids()).containsExactly(ada.id.toString());
        assertThat(taken.json().get("id").asString()).isEqualTo(post);
        assertThat(taken.json().get("reblogged").asBoolean()).isFalse();
        assertThat(taken.json().get("reblogs_count").asInt()).isZero();
        assertThat(ada.reads("/api/v1/statuses/" + boost.get("id").asString()).status())
                .isEqualTo(404);
        assertThat(ada.does("unreblog", post).json()).isEqualTo(taken.json());
    }

    @Test
    void whatIsDoneToABoostIsDoneToWhatItPassesOn() {
        var post = bob.posts("Bonjour");
        var boost = ada.does("reblog", post).json().get("id").asString();

        bob.does("bookmark", boost);
        ada.does("favourite", boost);
        var second = bob.does("reblog", boost).json();
        var people = ada.reads("/api/v1/statuses/" + boost + "/reblogged_by");
        var taken = ada.does("unreblog", boost).json();

        assertThat(bob.reads("/api/v1/bookmarks").ids()).containsExactly(post);
        assertThat(ada.reads("/api/v1/statuses/" + post)
                        .json()
                        .get("favourites_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(second.at("/reblog/id").asString()).isEqualTo(post);
        assertThat(people.ids()).containsExactly(bob.id.toString(), ada.id.toString());
        assertThat(taken.get("id").asString()).isEqualTo(post);
    }

    @Test
    void aBoostIsForNobodyWhomThePostIsNotFor() {
        ada.follows(bob);
        var entreNous = bob.posts("Entre nous", "visibility", "private");
        var unlisted = bob.posts("Discret", "visibility", "unlisted");

        var refused = ada.does("reblog", entreNous);
        var own = bob.does("reblog", entreNous);
        var wider = ada.does("reblog", unlisted);
        var narrower = ada.sends(
                "POST",
                "/api/v1/statuses/" + bob.posts("À tous") + "/reblog",
                "visibility=private",
                "application/x-www-form-urlencoded");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(own.json().get("visibility").asString()).isEqualTo("private");
        assertThat(wider.json().get("visibility").asString()).isEqualTo("unlisted");
        assertThat(narrower.json().get("visibility").asString()).isEqualTo("private");
        assertThat(town.stranger()
                        .reads("/api/v1/statuses/" + narrower.json().get("id").asString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aConfidentialAccountsBoostIsForItsFollowers() {
        var lea = town.confidentialPerson("lea");
        var boost = lea.does("reblog", bob.posts("À tous")).json();

        assertThat(boost.get("visibility").asString()).isEqualTo("private");
        assertThat(ada.reads("/api/v1/statuses/" + boost.get("id").asString()).status())
                .isEqualTo(404);
    }

    @Test
    void bookmarksAreForTheirOwnerOnly() {
        var first = bob.posts("Un");
        var second = bob.posts("Deux");
        ada.does("bookmark", second);

        var kept = ada.does("bookmark", first).json();

        assertThat(kept.get("bookmarked").asBoolean()).isTrue();
        assertThat(ada.reads("/api/v1/bookmarks").ids()).containsExactly(first, second);
        assertThat(bob.reads("/api/v1/bookmarks").ids()).isEmpty();
        assertThat(bob.reads("/api/v1/statuses/" + first)
                        .json()
                        .get("bookmarked")
                        .asBoolean())
                .isFalse();
        assertThat(ada.does("unbookmark", first).json().get("bookmarked").asBoolean())
                .isFalse();
        assertThat(ada.reads("/api/v1/bookmarks").ids()).containsExactly(second);
    }

    @Test
    void fiveOfOnesOwnPostsAtMostArePinned() {
        var posts = Stream.of("un", "deux", "trois", "quatre", "cinq", "six")
                .map(text -> ada.posts(text))
                .toList();
        var pinned = posts.subList(0, 5);
        pinned.forEach(
                post -> assertThat(ada.does("pin", post).json().get("pinned").asBoolean())
                        .isTrue());

        var sixth = ada.does("pin", posts.get(5));
        var anothers = bob.does("pin", posts.get(5));
        var again = ada.does("pin", posts.get(0));

        assertThat(town.stranger()
                        .reads("/api/v2/instance")
                        .json()
                        .at("/configuration/accounts/max_pinned_statuses")
                        .asInt())
                .isEqualTo(5);
        assertThat(sixth.status()).isEqualTo(422);
        assertThat(sixth.error()).contains("5");
        assertThat(anothers.status()).isEqualTo(422);
        assertThat(again.status()).isEqualTo(200);
        assertThat(pinnedOf(ada)).containsExactlyElementsOf(pinned.reversed());
        ada.does("unpin", posts.get(2));
        assertThat(ada.does("pin", posts.get(5)).status()).isEqualTo(200);
        assertThat(pinnedOf(ada)).startsWith(posts.get(5)).doesNotContain(posts.get(2));
        assertThat(bob.reads("/api/v1/statuses/" + posts.get(5)).json().has("pinned"))
                .isFalse();
    }

    @Test
    void aBoostIsNotPinned() {
        var boost = ada.does("reblog", bob.posts("Bonjour")).json().get("id").asString();

        assertThat(ada.does("pin", boost).status()).isEqualTo(422);
    }

    @Test
    void aWholeConversationIsMutedFromAnyOfItsPosts() {
        var root = bob.posts("Bonjour");
        var answer = ada.posts("@bob bonjour", "in_reply_to_id", root);

        var muted = ada.does("mute", answer).json();

        assertThat(muted.get("muted").asBoolean()).isTrue();
        assertThat(ada.reads("/api/v1/statuses/" + root).json().get("muted").asBoolean())
                .isTrue();
        assertThat(bob.reads("/api/v1/statuses/" + root).json().get("muted").asBoolean())
                .isFalse();
        ada.does("unmute", root);
        assertThat(ada.reads("/api/v1/statuses/" + answer).json().get("muted").asBoolean())
                .isFalse();
    }

    @Test
    void isShownOnTimelinesAndInConversations() {
        var root = bob.posts("Bonjour");
        var answer = bob.posts("encore", "in_reply_to_id", root);
        ada.follows(bob);
        ada.does("favourite", answer);
        ada.does("reblog", root);

        var home = ada.home().json();
        var below = ada.reads("/api/v1/statuses/" + root + "/context").json().at("/descendants/0");
        var page = ada.reads("/api/v1/accounts/" + bob.id + "/statuses").json();

        assertThat(home.at("/0/reblog/reblogged").asBoolean()).isTrue();
        assertThat(home.at("/0/reblogged").asBoolean()).isFalse();
        assertThat(home.at("/1/favourited").asBoolean()).isTrue();
        assertThat(home.at("/2/favourited").asBoolean()).isFalse();
        assertThat(below.get("favourited").asBoolean()).isTrue();
        assertThat(page.at("/0/favourited").asBoolean()).isTrue();
    }

    @Test
    void isKnownOfPostsThatAreOlderThanMemoryKnows() {
        var viewer = town.ramage.follows.viewer(ada.id);
        var oldest = publish("le premier");
        var second = publish("le deuxième");
        town.ramage.signals.give(viewer, oldest, Signal.FAVOURITE);
        town.ramage.boosts.boost(viewer, second, Visibility.PUBLIC);
        for (int i = 0; i < 401; i++) {
            var post = publish("encore " + i);
            town.ramage.signals.give(viewer, post, Signal.BOOKMARK);
        }

        assertThat(ada.reads("/api/v1/statuses/" + oldest)
                        .json()
                        .get("favourited")
                        .asBoolean())
                .isTrue();
        assertThat(ada.reads("/api/v1/statuses/" + second)
                        .json()
                        .get("reblogged")
                        .asBoolean())
                .isTrue();
        assertThat(ada.reads("/api/v1/statuses/" + second)
                        .json()
                        .get("favourited")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void listsAreReadPageByPage() {
        var posts =
                Stream.of("un", "deux", "trois").map(text -> bob.posts(text)).toList();
        posts.forEach(post -> ada.does("favourite", post));
        var fans = Stream.of("c", "d", "e").map(town::person).toList();
        fans.forEach(fan -> fan.does("favourite", posts.getFirst()));
        fans.forEach(fan -> fan.does("reblog", posts.getFirst()));

        assertThat(town.walk(ada, "/api/v1/favourites?limit=1")).containsExactlyElementsOf(posts.reversed());
        assertThat(town.walk(town.stranger(), "/api/v1/statuses/" + posts.getFirst() + "/favourited_by?limit=2"))
                .containsExactly(
                        fans.get(2).id.toString(),
                        fans.get(1).id.toString(),
                        fans.get(0).id.toString(),
                        ada.id.toString());
        assertThat(town.walk(town.stranger(), "/api/v1/statuses/" + posts.getFirst() + "/reblogged_by?limit=2"))
                .containsExactly(
                        fans.get(2).id.toString(),
                        fans.get(1).id.toString(),
                        fans.get(0).id.toString());
    }

    @Test
    void nothingCanBeDoneToWhatOneMayNotRead() {
        var hidden = bob.posts("Entre nous", "visibility", "private");

        for (var verb : VERBS) {
            assertThat(ada.does(verb, hidden).status()).as(verb).isEqualTo(404);
            assertThat(ada.does(verb, "1").status()).as(verb).isEqualTo(404);
            assertThat(town.stranger().does(verb, hidden).status()).as(verb).isEqualTo(401);
        }
        for (var list : List.of("favourited_by", "reblogged_by")) {
            assertThat(ada.reads("/api/v1/statuses/" + hidden + "/" + list).status())
                    .as(list)
                    .isEqualTo(404);
        }
        assertThat(town.stranger().reads("/api/v1/favourites").status()).isEqualTo(401);
        assertThat(town.stranger().reads("/api/v1/bookmarks").status()).isEqualTo(401);
    }

    @Test
    void whatMayNoLongerBeReadLeavesTheLists() {
        ada.follows(bob);
        var hidden = bob.posts("Entre nous", "visibility", "private");
        ada.does("favourite", hidden);
        assertThat(ada.reads("/api/v1/favourites").ids()).containsExactly(hidden);

        ada.unfollows(bob);

        assertThat(ada.reads("/api/v1/favourites").ids()).isEmpty();
    }

    @Test
    void nothingIsLeftOfADeletedPost() {
        var post = bob.posts("Bonjour");
        ada.does("favourite", post);
        ada.does("bookmark", post);
        bob.deletes(post);

        assertThat(ada.reads("/api/v1/bookmarks").ids()).isEmpty();
        assertThat(ada.does("favourite", post).status()).isEqualTo(404);
        Await.until("what is left is swept", () -> {
            town.ramage.signals.sweep();
            return town.ramage
                    .signals
                    .by(ada.id, Signal.BOOKMARK, social.ramage.post.IdRange.newest(10))
                    .isEmpty();
        });
        assertThat(town.ramage.signals.by(ada.id, Signal.FAVOURITE, social.ramage.post.IdRange.newest(10)))
                .isEmpty();
    }

    @Test
    void isTheSameAfterARestart() {
        var post = bob.posts("Bonjour");
        ada.does("favourite", post);
        ada.does("reblog", post);
        town.restart();

        var seen = ada.reads("/api/v1/statuses/" + post).json();
        assertThat(seen.get("favourited").asBoolean()).isTrue();
        assertThat(seen.get("reblogged").asBoolean()).isTrue();
        assertThat(seen.get("favourites_count").asInt()).isEqualTo(1);
        assertThat(seen.get("reblogs_count").asInt()).isEqualTo(1);
    }

    private PostId publish(String text) {
        var draft = new Draft(
                PostText.parse(text, "", 140),
                Visibility.PUBLIC,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                /* isSensitive= */ false);
        return town.ramage
                .posts
                .publish(town.ramage.follows.viewer(bob.id), draft)
                .id();
    }

    private List<String> pinnedOf(Town.Person person) {
        return town.stranger()
                .reads("/api/v1/accounts/" + person.id + "/statuses?pinned=true")
                .ids();
    }
}
