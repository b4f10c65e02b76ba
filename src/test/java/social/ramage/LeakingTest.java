package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
    private static final String STREAMS = "/api/v1/streaming";

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
        // By the post's own number; there are no more of its words than the tag that somebody used.
        expect(200, 200, Scope.READ_SEARCH, "GET /api/v2/search");
        expect(404, 404, Scope.READ_STATUSES, "GET /api/v1/tags/{name}");
        // Of streams, what was missed is asked for from the beginning on; a socket is not asked for, so there is none.
        for (var stream : List.of("user", "public", "public/local", "public/remote", "hashtag", "hashtag/local")) {
            expect(200, 401, Scope.READ_STATUSES, "GET " + STREAMS + "/" + stream);
        }
        expect(200, 401, Scope.READ_NOTIFICATIONS, "GET " + STREAMS + "/user/notification");
        BY_ROUTE.put(
                "GET " + STREAMS, new Expected(404, 401, EnumSet.of(Scope.READ_STATUSES, Scope.READ_NOTIFICATIONS)));
        BY_ROUTE.put("GET " + STREAMS + "/health", new Expected(200, 200, Set.of()));
        expect(200, 401, Scope.READ_STATUSES, "GET /api/v1/markers");
        expect(200, 401, Scope.WRITE_STATUSES, "POST /api/v1/markers");
        expect(200, 401, Scope.READ_FOLLOWS, "GET /api/v1/follow_requests");
        expect(200, 401, Scope.READ_BLOCKS, "GET /api/v1/blocks");
        expect(200, 401, Scope.READ_MUTES, "GET /api/v1/mutes");
        expect(200, 401, Scope.READ_FOLLOWS, "GET /api/ramage/v1/followers", "GET /api/ramage/v1/follow_requests");
        BY_ROUTE.put("GET /api/v1/instance/rules", new Expected(200, 200, Set.of()));
        expect(404, 401, Scope.WRITE_REPORTS, "POST /api/v1/reports");
        expect(403, 401, Scope.ADMIN_READ_ACCOUNTS, "GET /api/v1/admin/accounts", "GET /api/v1/admin/accounts/{id}");
        expect(403, 401, Scope.ADMIN_READ_REPORTS, "GET /api/v1/admin/reports", "GET /api/v1/admin/reports/{id}");
        for (var verb : List.of("action", "unsuspend", "unsilence", "enable")) {
            expect(403, 401, Scope.ADMIN_WRITE_ACCOUNTS, "POST /api/v1/admin/accounts/{id}/" + verb);
        }
        for (var verb : List.of("assign_to_self", "unassign", "resolve", "reopen")) {
            expect(403, 401, Scope.ADMIN_WRITE_REPORTS, "POST /api/v1/admin/reports/{id}/" + verb);
        }
        var moderation = "/api/ramage/v1/moderation/";
        expect(403, 401, Scope.ADMIN_READ_REPORTS, "GET " + moderation + "reports/{id}/context");
        expect(403, 401, Scope.ADMIN_WRITE_REPORTS, "DELETE " + moderation + "statuses/{id}");
        expect(403, 401, Scope.ADMIN_READ_ACCOUNTS, "GET " + moderation + "accounts/{id}/notes");
        expect(403, 401, Scope.ADMIN_WRITE_ACCOUNTS, "POST " + moderation + "accounts/{id}/notes");
        expect(403, 401, Scope.ADMIN_READ_ACCOUNTS, "GET " + moderation + "moderators");
        expect(403, 401, Scope.ADMIN_WRITE_ACCOUNTS, "POST " + moderation + "moderators/{id}");
        expect(403, 401, Scope.ADMIN_WRITE_ACCOUNTS, "DELETE " + moderation + "moderators/{id}");
        expect(403, 401, Scope.ADMIN_READ, "GET " + moderation + "log", "GET " + moderation + "sign_up");
        expect(403, 401, Scope.ADMIN_WRITE, "PUT " + moderation + "sign_up", "POST " + moderation + "rules");
        expect(403, 401, Scope.ADMIN_WRITE, "DELETE " + moderation + "rules/{id}");
        expect(200, 401, Scope.READ_FOLLOWS, "GET /api/ramage/v1/circles");
        expect(200, 401, Scope.WRITE_FOLLOWS, "POST /api/ramage/v1/circles");
        for (var circle : List.of("/api/ramage/v1/circles/{id}", "/api/ramage/v1/circles/{id}/accounts")) {
            expect(404, 401, Scope.READ_FOLLOWS, "GET " + circle);
            expect(404, 401, Scope.WRITE_FOLLOWS, "DELETE " + circle);
        }
        expect(404, 401, Scope.WRITE_FOLLOWS, "PUT /api/ramage/v1/circles/{id}");
        expect(404, 401, Scope.WRITE_FOLLOWS, "POST /api/ramage/v1/circles/{id}/accounts");
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
        BY_ROUTE.put("GET /api/v1/apps/verify_credentials", new Expected(401, 401, Set.of()));
        // Pages and what clients begin with know no token.
        open(200, "GET /assets/plain.css", "GET /assets/passkey.js", "GET /sign-in", "GET /password");
        open(200, "GET /.well-known/oauth-authorization-server", "GET /.well-known/nodeinfo", "GET /nodeinfo/2.0");
        open(200, "GET /.well-known/host-meta");
        open(303, "GET /settings", "GET /settings/codes", "GET /oauth/authorize/native");
        open(303, "POST /sign-out", "POST /sign-in/code");
        open(400, "POST /oauth/token");
        open(401, "POST /oauth/revoke", "POST /oauth/authorize", "DELETE /oauth/authorize");
        open(401, "POST /settings/sessions/end", "POST /settings/sessions/{id}/end");
        open(401, "POST /settings/clients/{id}/dismiss", "POST /settings/password", "POST /settings/email");
        open(401, "POST /settings/codes", "POST /settings/codes/off", "POST /settings/passkeys");
        open(401, "POST /settings/passkeys/remove", "POST /settings/invitations");
        open(401, "POST /settings/invitations/{id}/withdraw");
        open(403, "GET /sign-up", "POST /sign-up", "GET /invitation/{code}");
        open(404, "GET /{handle}/{id}", "GET /start/{secret}", "POST /start/{secret}");
        open(404, "GET /sign-in/{secret}", "POST /sign-in/{secret}");
        open(404, "GET /password/{secret}", "POST /password/{secret}");
        open(404, "GET /sign-up/{secret}", "POST /sign-up/{secret}");
        open(404, "GET /settings/email/{secret}", "POST /settings/email/{secret}");
        open(422, "POST /api/v1/apps", "GET /oauth/authorize", "POST /sign-in", "POST /sign-in/mail");
        open(422, "POST /sign-in/passkey", "POST /password");
        expect(200, 401, Scope.WRITE_ACCOUNTS, "PATCH /api/v1/accounts/update_credentials");
        expect(200, 401, Scope.WRITE_ACCOUNTS, "PATCH /api/v1/profile", "PUT /api/v1/profile");
        expect(200, 401, Scope.WRITE_ACCOUNTS, "DELETE /api/v1/profile/avatar", "DELETE /api/v1/profile/header");
        expect(200, 401, Scope.READ_ACCOUNTS, "GET /api/v1/preferences");
        BY_ROUTE.put("GET /api/v1/profile", new Expected(200, 401, EnumSet.of(Scope.READ_ACCOUNTS, Scope.PROFILE)));
        BY_ROUTE.put("GET /pictures/{name}", new Expected(404, 404, Set.of()));
    }

    @TempDir
    Path data;

    private Town town;
    private Town.Person lea;
    private String post = "";
    private String circle = "";

    private static void expect(int signedIn, int signedOut, Scope scope, String... routes) {
        for (var route : routes) {
            BY_ROUTE.put(route, new Expected(signedIn, signedOut, EnumSet.of(scope)));
        }
    }

    private static void open(int status, String... routes) {
        for (var route : routes) {
            BY_ROUTE.put(route, new Expected(status, status, Set.of()));
        }
    }

    private static String[] both(String verb) {
        return new String[] {"POST /api/v1/statuses/{id}/" + verb, "POST /api/v1/statuses/{id}/un" + verb};
    }

    @BeforeEach
    void open() {
        town = Town.in(data);
        lea = town.confidentialPerson("lea");
        circle = lea.sends("POST", "/api/ramage/v1/circles?name=" + Town.encode(SECRET), "", "")
                .json()
                .get("id")
                .asString();
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void everyRouteIsInTheTable() {
        assertThat(new TreeSet<>(BY_ROUTE.keySet())).isEqualTo(new TreeSet<>(Addresses.of(town.ramage)));
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
        lea.sends("POST", "/api/ramage/v1/circles/" + circle + "/accounts?account_ids[]=" + friend.id, "", "");
        assertThat(lea.reads("/api/ramage/v1/circles").response().body()).contains(SECRET);
        left.unfollows(lea);
        lea.does("remove_from_followers", removed);
        lea.does("block", blocked);
        lea.answers(refused, "reject");
        var outsiders = List.of(town.stranger(), town.person("nina"), left, removed, blocked, refused);
        assertThat(friend.reads("/api/v1/statuses/" + post).response().body()).contains(SECRET);
        assertThat(friend.home().response().body()).contains(SECRET);

        for (var one : outsiders) {
            // With a token for all that can be done: it is the person who may not.
            var outsider = one.handle.isEmpty() ? one : town.mayAll(one);
            for (var route : BY_ROUTE.keySet()) {
                var reply = ask(outsider, route);

                var who = outsider.handle + " " + route;
                assertThat(reply.body()).as(who).doesNotContain(SECRET).doesNotContain("\"" + post + "\"");
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

    private Got ask(Town.Person outsider, String route) {
        var parts = route.split(" ", 2);
        var id = route.contains("/accounts/") || route.contains("/follow_requests/") ? lea.id.toString() : post;
        var path = parts[1].replace("/circles/{id}", "/circles/" + circle)
                .replace("{id}", id)
                .replace("{handle}", "@lea")
                .replace("{tag}", "sesame")
                .replace("{name}", "1.jpg")
                .replace("{secret}", "x")
                .replace("{code}", "x");
        var query = path.endsWith("/lookup")
                ? "?acct=lea"
                : path.endsWith("/v2/search") ? "?q=" + post : path.endsWith("/search") ? "?q=lea" : "?limit=40";
        // An edit needs words; a post without any is refused, and leaves nothing behind.
        var words = parts[0].equals("PUT") ? "&status=autre" : "";
        var reported = route.endsWith("/reports") ? "&account_id=" + lea.id + "&status_ids[]=" + post : "";
        var name = route.contains("/circles") ? "&name=autre" : "";
        if (path.startsWith(STREAMS + "/") && !path.endsWith("/health")) {
            return listen(outsider, path.substring(STREAMS.length()));
        }
        var reply = outsider.sends(parts[0], path + query + words + name + reported, "", "");
        return new Got(reply.status(), reply.response().body());
    }

    private record Got(int status, String body) {}

    /** All that comes from the first event on until the listener's own post, where that comes at all. */
    private static Got listen(Town.Person outsider, String stream) {
        try (var open = OpenStream.events(outsider, stream + "?tag=sesame", "Last-Event-ID", "1")) {
            if (open.status() == 200 && !stream.endsWith("/remote") && !stream.endsWith("/notification")) {
                open.until("update " + outsider.posts("repère #sesame"));
            }
            return new Got(open.status(), String.join("\n", open.lines()));
        }
    }
}
