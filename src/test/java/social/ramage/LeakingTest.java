package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.account.Scope;

/**
 * Every route by every kind of outsider: none is told what a confidential account wrote. A route that is not in the
 * table fails, so whoever adds one decides what outsiders get.
 */
class LeakingTest {
    private static final String SECRET = "sésame";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** What whoever is signed in gets who may not read the post, and what a stranger gets; the id is the post's. */
    private static final Map<String, Expected> BY_ROUTE = new LinkedHashMap<>();

    /** @param scope that a token must have, nothing where no token is looked at */
    private record Expected(int signedIn, int signedOut, Set<Scope> scope) {}

    static {
        expect(404, 404, Scope.READ_STATUSES, "GET /api/v1/statuses/{id}", "GET /api/v1/statuses/{id}/context");
        expect(404, 404, Scope.READ_STATUSES, "GET /api/v1/statuses/{id}/history");
        expect(404, 404, Scope.READ_ACCOUNTS, "GET /api/v1/statuses/{id}/favourited_by");
        expect(404, 404, Scope.READ_ACCOUNTS, "GET /api/v1/statuses/{id}/reblogged_by");
        expect(404, 401, Scope.READ_STATUSES, "GET /api/v1/statuses/{id}/source");
        expect(404, 401, Scope.WRITE_STATUSES, "PUT /api/v1/statuses/{id}", "DELETE /api/v1/statuses/{id}");
        expect(404, 401, Scope.WRITE_FAVOURITES, both("favourite"));
        expect(404, 401, Scope.WRITE_BOOKMARKS, both("bookmark"));
        expect(404, 401, Scope.WRITE_ACCOUNTS, both("pin"));
        expect(404, 401, Scope.WRITE_MUTES, both("mute"));
        expect(404, 401, Scope.WRITE_STATUSES, both("reblog"));
        expect(200, 401, Scope.READ_STATUSES, "GET /api/v1/timelines/home");
        expect(200, 401, Scope.READ_BOOKMARKS, "GET /api/v1/bookmarks");
        expect(200, 401, Scope.READ_FAVOURITES, "GET /api/v1/favourites");
        expect(200, 200, Scope.READ_STATUSES, "GET /api/v1/timelines/public", "GET /api/v1/timelines/tag/{tag}");
        expect(200, 200, Scope.READ_ACCOUNTS, "GET /api/v1/accounts/{id}", "GET /api/v1/accounts/lookup");
        expect(200, 200, Scope.READ_STATUSES, "GET /api/v1/accounts/{id}/statuses");
        expect(200, 200, Scope.READ_ACCOUNTS, "GET /api/v1/accounts/{id}/followers");
        expect(200, 200, Scope.READ_ACCOUNTS, "GET /api/v1/accounts/{id}/following");
        BY_ROUTE.put(
                "GET /api/v1/accounts/verify_credentials",
                new Expected(200, 401, EnumSet.of(Scope.READ_ACCOUNTS, Scope.PROFILE)));
        expect(200, 401, Scope.READ_ACCOUNTS, "GET /api/v1/accounts/search");
        expect(200, 401, Scope.READ_FOLLOWS, "GET /api/v1/accounts/relationships");
        expect(200, 401, Scope.READ_NOTIFICATIONS, "GET /api/v1/notifications");
        expect(200, 401, Scope.READ_NOTIFICATIONS, "GET /api/v1/notifications/unread_count");
        expect(404, 401, Scope.READ_NOTIFICATIONS, "GET /api/v1/notifications/{id}");
        expect(200, 401, Scope.WRITE_NOTIFICATIONS, "POST /api/v1/notifications/clear");
        expect(200, 401, Scope.WRITE_NOTIFICATIONS, "POST /api/v1/notifications/{id}/dismiss");
        expect(200, 401, Scope.READ_STATUSES, "GET /api/v1/markers");
        expect(200, 401, Scope.WRITE_STATUSES, "POST /api/v1/markers");
        expect(200, 401, Scope.READ_FOLLOWS, "GET /api/v1/follow_requests");
        expect(200, 401, Scope.READ_BLOCKS, "GET /api/v1/blocks");
        expect(200, 401, Scope.READ_MUTES, "GET /api/v1/mutes");
        expect(404, 401, Scope.WRITE_FOLLOWS, "POST /api/v1/follow_requests/{id}/authorize");
        expect(404, 401, Scope.WRITE_FOLLOWS, "POST /api/v1/follow_requests/{id}/reject");
        expect(200, 401, Scope.WRITE_FOLLOWS, "POST /api/v1/accounts/{id}/unfollow");
        expect(200, 401, Scope.WRITE_FOLLOWS, "POST /api/v1/accounts/{id}/remove_from_followers");
        expect(200, 401, Scope.WRITE_MUTES, "POST /api/v1/accounts/{id}/mute", "POST /api/v1/accounts/{id}/unmute");
        expect(200, 401, Scope.WRITE_BLOCKS, "POST /api/v1/accounts/{id}/unblock", "POST /api/v1/accounts/{id}/block");
        // After the outsider blocked.
        expect(403, 401, Scope.WRITE_FOLLOWS, "POST /api/v1/accounts/{id}/follow");
        expect(422, 401, Scope.WRITE_STATUSES, "POST /api/v1/statuses");
        for (var open :
                List.of("/api/v1/instance", "/api/v2/instance", "/", "/assets/avatar.svg", "/assets/header.svg")) {
            BY_ROUTE.put("GET " + open, new Expected(200, 200, Set.of()));
        }
        expect(200, 401, Scope.WRITE_ACCOUNTS, "PATCH /api/v1/accounts/update_credentials");
        expect(200, 401, Scope.WRITE_ACCOUNTS, "PATCH /api/v1/profile", "PUT /api/v1/profile");
        expect(200, 401, Scope.WRITE_ACCOUNTS, "DELETE /api/v1/profile/avatar", "DELETE /api/v1/profile/header");
        expect(200, 401, Scope.READ_ACCOUNTS, "GET /api/v1/preferences");
        BY_ROUTE.put("GET /api/v1/profile", new Expected(200, 401, EnumSet.of(Scope.READ_ACCOUNTS, Scope.PROFILE)));
        BY_ROUTE.put("GET /pictures/{name}", new Expected(404, 404, Set.of()));
        BY_ROUTE.put("GET /assets/plain.css", new Expected(200, 200, Set.of()));
        BY_ROUTE.put("GET /{handle}/{id}", new Expected(404, 404, Set.of()));
        BY_ROUTE.put("GET /start/{secret}", new Expected(404, 404, Set.of()));
        BY_ROUTE.put("POST /start/{secret}", new Expected(404, 404, Set.of()));
    }

    @TempDir
    Path data;

    private Town town;
    private Town.Person lea;
    private String post = "";

    private static void expect(int signedIn, int signedOut, Scope scope, String... routes) {
        for (var route : routes) {
            BY_ROUTE.put(route, new Expected(signedIn, signedOut, EnumSet.of(scope)));
        }
    }

    private static String[] both(String verb) {
        return new String[] {"POST /api/v1/statuses/{id}/" + verb, "POST /api/v1/statuses/{id}/un" + verb};
    }

    @BeforeEach
    void open() {
        town = Town.in(data);
        lea = town.confidentialPerson("lea");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void everyRouteIsInTheTable() {
        assertThat(new TreeSet<>(BY_ROUTE.keySet())).isEqualTo(new TreeSet<>(routes()));
    }

    @Test
    @DisplayName("B9 a confidential account's posts are told to no outsider by any route")
    void noRouteTellsOutsiders() {
        var friend = follower("fred");
        var left = follower("greg");
        var removed = follower("hugo");
        var blocked = follower("ivan");
        var refused = town.person("jean");
        refused.follows(lea);
        post = lea.posts("Ouvre-toi " + SECRET + " #" + SECRET);
        friend.does("favourite", post);
        left.unfollows(lea);
        lea.does("remove_from_followers", removed);
        lea.does("block", blocked);
        lea.answers(refused, "reject");
        var outsiders = List.of(town.stranger(), town.person("nina"), left, removed, blocked, refused);
        assertThat(friend.reads("/api/v1/statuses/" + post).response().body()).contains(SECRET);
        assertThat(friend.home().response().body()).contains(SECRET);

        for (var outsider : outsiders) {
            for (var route : BY_ROUTE.keySet()) {
                var reply = ask(outsider, route);

                var who = outsider.handle + " " + route;
                assertThat(reply.response().body())
                        .as(who)
                        .doesNotContain(SECRET)
                        .doesNotContain("\"" + post + "\"");
                int expected = outsider.handle.isEmpty() ? BY_ROUTE.get(route).signedOut : BY_ROUTE.get(route).signedIn;
                assertThat(reply.status()).as(who).isEqualTo(expected);
            }
        }
        assertThat(friend.reads("/api/v1/statuses/" + post).status()).isEqualTo(200);
    }

    @Test
    void aTokenDoesNothingBeyondItsScope() {
        post = lea.posts("Bonjour");

        for (var route : BY_ROUTE.keySet()) {
            var needed = BY_ROUTE.get(route).scope;
            if (needed.isEmpty()) {
                continue;
            }
            var others = EnumSet.allOf(Scope.class);
            others.removeIf(scope -> needed.stream().anyMatch(scope::contains));
            var small = lea.withToken(town.ramage.tokens.create(lea.id, others).value());

            assertThat(ask(small, route).status()).as(route).isEqualTo(403);
        }
        assertThat(lea.reads("/api/v1/statuses/" + post).status()).isEqualTo(200);
    }

    private Town.Person follower(String handle) {
        var person = town.person(handle);
        person.follows(lea);
        lea.answers(person, "authorize");
        return person;
    }

    private Town.Reply ask(Town.Person outsider, String route) {
        var parts = route.split(" ", 2);
        var id = route.contains("/accounts/") || route.contains("/follow_requests/") ? lea.id.toString() : post;
        var path = parts[1].replace("{id}", id)
                .replace("{handle}", "@lea")
                .replace("{tag}", "sesame")
                .replace("{secret}", "x")
                .replace("{name}", "1.jpg");
        var query = path.endsWith("/lookup") ? "?acct=lea" : path.endsWith("/search") ? "?q=lea" : "?limit=40";
        // An edit needs words; a post without any is refused, and leaves nothing behind.
        var words = parts[0].equals("PUT") ? "&status=autre" : "";
        return outsider.sends(parts[0], path + query + words, "", "");
    }

    private List<String> routes() {
        var routes = new ArrayList<String>();
        for (var face : town.ramage.faces()) {
            for (var method : METHODS) {
                face.paths(method).forEach(path -> routes.add(method + " " + path));
            }
        }
        return routes;
    }
}
