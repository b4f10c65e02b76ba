package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import tools.jackson.databind.JsonNode;

class SearchingTest extends InATown {
    private Town.Person ada;
    private Town.Person adele;
    private Town.Person zoe;

    SearchingTest(Engine engine) {
        super(engine, new MovableClock(Instant.parse("2026-11-24T12:00:00Z")));
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        adele = town.person("adele");
        zoe = town.person("zoe");
    }

    @Test
    void findsAccountsByTheBeginningOfTheirHandle() {
        zoe.follows(adele);
        var domain = zoe.reads("/api/v1/instance").json().get("uri").asString();
        var address =
                zoe.reads("/api/v1/accounts/lookup?acct=ada").json().get("url").asString();

        assertThat(handles(zoe, "q=ad")).containsExactly("adele", "ada");
        assertThat(handles(zoe, "q=@ADA")).containsExactly("ada");
        assertThat(handles(zoe, "q=@ada@" + domain)).containsExactly("ada");
        assertThat(handles(zoe, "q=" + Town.encode(address))).containsExactly("ada");
        assertThat(handles(zoe, "q=ad&following=true")).containsExactly("adele");
        assertThat(handles(zoe, "q=ad&limit=1&offset=1")).containsExactly("ada");
        assertThat(handles(zoe, "q=ad&type=hashtags")).isEmpty();
        assertThat(handles(zoe, "q=%25")).isEmpty();
        assertThat(zoe.reads("/api/v1/accounts/search?q=ad&following=1").ids()).containsExactly(adele.id.toString());
        assertThat(handles(town.stranger(), "q=ad")).containsExactly("adele", "ada");
    }

    @Test
    void findsAPostByItsAddressOrNumberForWhoeverMayReadIt() {
        var open = ada.posts("Bonjour");
        var own = ada.posts("Entre nous", "visibility", "private");
        var address = ada.reads("/api/v1/statuses/" + own).json().get("url").asString();

        assertThat(posts(zoe, open)).containsExactly(open);
        assertThat(posts(ada, address)).containsExactly(own);
        assertThat(posts(ada, own)).containsExactly(own);
        assertThat(posts(zoe, address)).isEmpty();
        assertThat(posts(zoe, own)).isEmpty();
        assertThat(posts(town.stranger(), own)).isEmpty();
        assertThat(posts(zoe, "https://elsewhere.example/@ada/" + open)).isEmpty();
        ada.does("block", zoe);
        assertThat(posts(zoe, open)).isEmpty();
    }

    @Test
    void findsTagsByTheirBeginningInAnySpelling() {
        ada.posts("#Été #étoile");
        zoe.posts("#ete #autre");

        assertThat(tags(zoe, "q=ET")).containsExactly("Été", "étoile");
        assertThat(tags(zoe, "q=%23%C3%A9t%C3%A9")).containsExactly("Été");
        assertThat(tags(zoe, "q=et&limit=1&offset=1")).containsExactly("étoile");
        assertThat(tags(zoe, "q=et&type=accounts")).isEmpty();
    }

    @Test
    void aTagTellsHowMuchItWasUsedInEachOfTheLastDays() {
        ada.posts("#vent");
        town.passes(Duration.ofDays(1));
        ada.posts("#vent");
        ada.posts("encore #Vent");
        zoe.posts("et #vent", "visibility", "private");

        Await.until("all uses are counted", () -> uses(day(0)).equals("3"));

        assertThat(day(0).get("accounts").asString()).isEqualTo("1");
        assertThat(day(0).get("day").asString())
                .isEqualTo(Long.toString(Instant.parse("2026-11-25T00:00:00Z").getEpochSecond()));
        assertThat(uses(day(1))).isEqualTo("1");
        assertThat(uses(day(2))).isEqualTo("0");
        var tag = zoe.reads("/api/v1/tags/VENT").json();
        assertThat(tag.get("history").size()).isEqualTo(7);
        assertThat(tag.get("name").asString()).isEqualTo("vent");
        assertThat(tag.get("following").asBoolean()).isFalse();
        assertThat(town.stranger().reads("/api/v1/tags/vent").json().has("following"))
                .isFalse();
        assertThat(zoe.reads("/api/v1/tags/unheard").status()).isEqualTo(404);
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (var query : List.of("", "q=", "q=a&limit=-1", "q=a&offset=-1", "q=a&limit=x", "q=a&offset=x")) {
            assertThat(zoe.reads("/api/v2/search?" + query).status()).as(query).isEqualTo(400);
        }
        for (var query : List.of("q=a&offset=1", "q=a&resolve=true")) {
            assertThat(town.stranger().reads("/api/v2/search?" + query).status())
                    .as(query)
                    .isEqualTo(401);
        }
        for (var odd : List.of("%F0%9F%A6%9C", "%E2%80%AE", "x".repeat(5_000), "a%00b", "%23", "@", "%27%22--")) {
            assertThat(zoe.reads("/api/v2/search?q=" + odd).status()).as(odd).isEqualTo(200);
        }
        assertThat(zoe.reads("/api/v1/accounts/search?q=a&limit=-1").status()).isEqualTo(400);
    }

    private List<String> handles(Town.Person who, String query) {
        return found(who, query, "accounts")
                .valueStream()
                .map(it -> it.get("acct").asString())
                .toList();
    }

    private List<String> tags(Town.Person who, String query) {
        return found(who, query, "hashtags")
                .valueStream()
                .map(it -> it.get("name").asString())
                .toList();
    }

    private List<String> posts(Town.Person who, String words) {
        return found(who, "q=" + Town.encode(words), "statuses")
                .valueStream()
                .map(it -> it.get("id").asString())
                .toList();
    }

    private JsonNode found(Town.Person who, String query, String kind) {
        var reply = who.reads("/api/v2/search?" + query);
        assertThat(reply.status()).as(query).isEqualTo(200);
        return reply.json().get(kind);
    }

    private JsonNode day(int ago) {
        return zoe.reads("/api/v1/tags/vent").json().get("history").get(ago);
    }

    private static String uses(JsonNode day) {
        return day.get("uses").asString();
    }
}
