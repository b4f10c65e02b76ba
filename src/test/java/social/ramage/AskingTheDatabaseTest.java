package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many statements a request costs: no more of them when there is more to show. The beginning and the end of a
 * transaction count, and a statement for many rows that are sent together counts once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingTheDatabaseTest {
    private static final int FEW = 5;
    private static final int MANY = 40;

    /** Now and then a thread of the server's own looks at the database meanwhile. */
    private static final int TRIES = 4;

    private static final Map<String, Bound> BOUND_BY_ROUTE = new LinkedHashMap<>();

    /**
     * @param cold when memory has nothing
     * @param warm when the same was just asked
     */
    private record Bound(long cold, long warm) {}

    /** One look for each person followed: a home that is not in memory is put together author by author. */
    private static final Set<String> GROWS_WITH_FOLLOWEES = Set.of("GET /api/v1/timelines/home");

    static {
        bound(0, 0, "GET /", "GET /assets/avatar.svg", "GET /assets/header.svg", "GET /assets/plain.css");
        bound(3, 4, "GET /start/{secret}", "POST /start/{secret}");
        bound(15, 0, "GET /{handle}/{id}");
        bound(22, 7, "GET /api/v1/instance", "GET /api/v2/instance");
        bound(21, 0, "GET /api/v1/accounts/{id}");
        bound(24, 0, "GET /api/v1/statuses/{id}/source", "GET /api/v1/accounts/lookup");
        bound(27, 7, "GET /api/v1/accounts/verify_credentials", "GET /api/v1/accounts/search", "GET /api/v1/markers");
        bound(23, 7, "GET /api/v1/notifications/unread_count");
        bound(24, 4, "GET /api/v1/follow_requests", "GET /api/v1/blocks", "GET /api/v1/mutes");
        bound(20, 4, "POST /api/v1/notifications/clear", "POST /api/v1/notifications/{id}/dismiss");
        bound(20, 4, "POST /api/v1/markers");
        bound(28, 4, "GET /api/v1/accounts/{id}/followers", "GET /api/v1/accounts/{id}/following");
        bound(28, 4, "GET /api/v1/statuses/{id}/favourited_by", "GET /api/v1/statuses/{id}/reblogged_by");
        bound(30, 9, "GET /api/v1/accounts/relationships");
        bound(32, 4, "GET /api/v1/statuses/{id}/history");
        bound(29, 0, "GET /api/v1/statuses/{id}");
        bound(36, 0, "GET /api/v1/timelines/public", "GET /api/v1/statuses/{id}/context");
        bound(32, 4, "GET /api/v1/timelines/tag/{tag}", "GET /api/v1/favourites", "GET /api/v1/bookmarks");
        bound(24, 4, "GET /api/v1/notifications", "GET /api/v1/notifications/{id}");
        bound(40, 0, "GET /api/v1/accounts/{id}/statuses");
        bound(48 + MANY, 0, "GET /api/v1/timelines/home");
        bound(41, 20, "DELETE /api/v1/statuses/{id}");
        bound(41, 8, "POST /api/v1/statuses");
        bound(43, 12, "PUT /api/v1/statuses/{id}");
        for (var verb : List.of("favourite", "bookmark", "pin", "mute", "reblog")) {
            bound(47, 8, "POST /api/v1/statuses/{id}/" + verb, "POST /api/v1/statuses/{id}/un" + verb);
        }
        for (var verb : List.of("follow", "unfollow", "remove_from_followers", "block", "unblock", "mute", "unmute")) {
            bound(38, 18, "POST /api/v1/accounts/{id}/" + verb);
        }
        bound(20, 4, "GET /api/v2/search", "GET /api/v1/tags/{name}", "GET /api/v1/instance/rules");
        for (var stream : List.of("", "/user", "/user/notification", "/public", "/public/local", "/public/remote")) {
            bound(10, 0, "GET /api/v1/streaming" + stream);
        }
        bound(56, 16, "GET /api/v1/streaming/hashtag", "GET /api/v1/streaming/hashtag/local");
        bound(5, 4, "GET /api/v1/streaming/health", "GET /pictures/{name}");
        for (var circle : List.of("", "/{id}", "/{id}/accounts")) {
            bound(20, 4, "GET /api/ramage/v1/circles" + circle);
        }
        bound(17, 0, "POST /api/ramage/v1/circles", "PUT /api/ramage/v1/circles/{id}");
        bound(20, 4, "DELETE /api/ramage/v1/circles/{id}", "DELETE /api/ramage/v1/circles/{id}/accounts");
        bound(20, 4, "POST /api/ramage/v1/circles/{id}/accounts");
        bound(24, 4, "GET /api/ramage/v1/follow_requests", "GET /api/ramage/v1/followers");
        bound(21, 0, "GET /api/v1/preferences", "GET /api/v1/profile");
        bound(33, 12, "PATCH /api/v1/accounts/update_credentials", "PATCH /api/v1/profile", "PUT /api/v1/profile");
        bound(33, 12, "DELETE /api/v1/profile/avatar", "DELETE /api/v1/profile/header");
        bound(17, 0, "POST /api/v1/reports");
        // Whoever asks here is no moderator, and is told so.
        bound(
                10,
                0,
                "DELETE /api/ramage/v1/moderation/moderators/{id}",
                "DELETE /api/ramage/v1/moderation/rules/{id}",
                "DELETE /api/ramage/v1/moderation/statuses/{id}",
                "GET /api/ramage/v1/moderation/accounts/{id}/notes",
                "GET /api/ramage/v1/moderation/log",
                "GET /api/ramage/v1/moderation/moderators",
                "GET /api/ramage/v1/moderation/reports/{id}/context",
                "GET /api/ramage/v1/moderation/sign_up",
                "GET /api/v1/admin/accounts",
                "GET /api/v1/admin/accounts/{id}",
                "GET /api/v1/admin/reports",
                "GET /api/v1/admin/reports/{id}",
                "POST /api/ramage/v1/moderation/accounts/{id}/notes",
                "POST /api/ramage/v1/moderation/moderators/{id}",
                "POST /api/ramage/v1/moderation/rules",
                "POST /api/v1/admin/accounts/{id}/action",
                "POST /api/v1/admin/accounts/{id}/enable",
                "POST /api/v1/admin/accounts/{id}/unsilence",
                "POST /api/v1/admin/accounts/{id}/unsuspend",
                "POST /api/v1/admin/reports/{id}/assign_to_self",
                "POST /api/v1/admin/reports/{id}/reopen",
                "POST /api/v1/admin/reports/{id}/resolve",
                "POST /api/v1/admin/reports/{id}/unassign",
                "PUT /api/ramage/v1/moderation/sign_up");
        for (var secret : List.of("/sign-in/{secret}", "/password/{secret}", "/sign-up/{secret}")) {
            bound(6, 8, "GET " + secret, "POST " + secret);
        }
        bound(5, 4, "GET /settings/email/{secret}", "POST /settings/email/{secret}");
        bound(5, 4, "GET /sign-in", "POST /sign-in", "POST /sign-in/code", "POST /sign-in/passkey");
        bound(5, 4, "POST /sign-in/mail", "POST /sign-out", "GET /password", "POST /password");
        bound(6, 7, "GET /sign-up", "POST /sign-up", "GET /invitation/{code}", "GET /assets/passkey.js");
        bound(0, 0, "GET /settings", "GET /settings/codes", "POST /settings/codes", "POST /settings/codes/off");
        bound(0, 0, "POST /settings/sessions/end", "POST /settings/sessions/{id}/end", "POST /settings/email");
        bound(0, 0, "POST /settings/clients/{id}/dismiss", "POST /settings/password", "POST /settings/passkeys");
        bound(0, 0, "POST /settings/passkeys/remove", "POST /settings/invitations");
        bound(0, 0, "POST /settings/invitations/{id}/withdraw");
        bound(2, 0, "GET /oauth/authorize", "POST /oauth/authorize", "DELETE /oauth/authorize");
        bound(2, 0, "GET /oauth/authorize/native", "POST /oauth/token", "POST /oauth/revoke", "POST /api/v1/apps");
        bound(16, 4, "GET /api/v1/apps/verify_credentials", "GET /.well-known/nodeinfo", "GET /nodeinfo/2.0");
        bound(10, 0, "GET /.well-known/host-meta", "GET /.well-known/oauth-authorization-server");
        bound(37, 20, "POST /api/v1/follow_requests/{id}/authorize", "POST /api/v1/follow_requests/{id}/reject");
    }

    private static void bound(long cold, long warm, String... routes) {
        for (var route : routes) {
            BOUND_BY_ROUTE.put(route, new Bound(cold, warm));
        }
    }

    private Crowd few;
    private Crowd many;

    @BeforeAll
    void open(@TempDir Path data) {
        few = Crowd.of(FEW, data.resolve("few"));
        many = Crowd.of(MANY, data.resolve("many"));
    }

    @AfterAll
    void close() {
        few.close();
        many.close();
    }

    @Test
    void everyRouteIsInTheTable() {
        assertThat(new TreeSet<>(BOUND_BY_ROUTE.keySet())).isEqualTo(new TreeSet<>(Addresses.of(few.town.ramage)));
    }

    @Test
    void noRouteCostsMoreWhenThereIsMoreToShow() {
        for (var route : BOUND_BY_ROUTE.keySet()) {
            if (Addresses.staysOpen(route)) {
                continue;
            }
            var bound = BOUND_BY_ROUTE.get(route);
            long growth = GROWS_WITH_FOLLOWEES.contains(route) ? MANY - FEW : 0;
            var costs = costs(route);
            for (int i = 1; i < TRIES && !costs.areWithin(bound, growth); i++) {
                costs = costs(route);
            }

            assertThat(costs.areWithin(bound, growth))
                    .as("%s costs %s statements, at most %s", route, costs, bound)
                    .isTrue();
        }
    }

    private record Costs(Bound few, Bound many) {
        boolean areWithin(Bound bound, long growth) {
            return many.cold <= few.cold + growth
                    && many.warm <= few.warm
                    && many.cold <= bound.cold
                    && many.warm <= bound.warm;
        }
    }

    /** Both at once, since a server takes its time to stop. */
    private Costs costs(String route) {
        var forFew = CompletableFuture.supplyAsync(() -> cost(few, route));
        var forMany = cost(many, route);
        return new Costs(forFew.join(), forMany);
    }

    private static Bound cost(Crowd crowd, String route) {
        crowd.restart();
        return new Bound(crowd.asks(route), crowd.asks(route));
    }
}
