package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshInstallTest {
    @TempDir
    Path parent;

    @Test
    @DisplayName(
            "I13 a fresh install listens on this machine only, limits callers, takes no sign-ups, hides its folder")
    void isSafeWithoutReadingAnything() throws Exception {
        var data = parent.resolve("data");

        var settings = Settings.from(data, Map.of(), Map.of());

        assertThat(settings.listen().host()).isEqualTo("127.0.0.1");
        assertThat(settings.rateLimiting()).isEqualTo(Settings.RateLimiting.ON);
        try (var _ = Folder.hold(data).orElseThrow()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(Folder.hold(data)).isEmpty();
        }
        try (var town = Town.in(parent.resolve("town"))) {
            var instance = town.stranger().reads("/api/v2/instance").json();
            assertThat(instance.at("/registrations/enabled").asBoolean(/* defaultValue= */ true))
                    .isFalse();
            var first = town.stranger().reads("/api/v1/instance").json();
            assertThat(first.at("/registrations").asBoolean(/* defaultValue= */ true))
                    .isFalse();
            var page = town.stranger().reads("/");
            assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
            assertThat(page.response().headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    @DisplayName("I13 whoever asks too much is told when to come back, with the three headers that clients know")
    void limitsCallers() {
        try (var town = Town.in(parent, Map.of(Settings.Key.RATE_LIMITS, "on"))) {
            var last = town.stranger().reads("/api/v1/timelines/public");
            assertThat(last.response().headers().firstValue("X-RateLimit-Remaining"))
                    .hasValue("299");
            for (int i = 0; i < 3_000 && last.status() == 200; i++) {
                last = town.stranger().reads("/api/v1/timelines/public");
            }

            assertThat(last.status()).isEqualTo(429);
            assertThat(last.error()).isNotEmpty();
            // One more is let in each second; the whole number is back five minutes after.
            assertThat(last.response().headers().firstValue("Retry-After"))
                    .hasValueSatisfying(seconds -> assertThat(seconds).isBetween("1", "2"));
            assertThat(last.response().headers().firstValue("X-RateLimit-Limit"))
                    .hasValue("300");
            assertThat(last.response().headers().firstValue("X-RateLimit-Remaining"))
                    .hasValue("0");
            assertThat(last.response().headers().firstValue("X-RateLimit-Reset").map(Instant::parse))
                    .hasValueSatisfying(reset -> assertThat(Duration.between(Instant.now(), reset))
                            .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6)));
        }
    }

    @Test
    void eachCallerHasALimitOfTheirOwnAndABadTokenNone() {
        try (var town = Town.in(parent, Map.of(Settings.Key.RATE_LIMITS, "on"))) {
            var path = "/api/v1/accounts/verify_credentials";
            var ada = town.person("ada");
            var guesser = town.stranger().withToken("guessed");
            int status = 401;
            for (int i = 0; i < 3_000 && status == 401; i++) {
                status = guesser.reads(path).status();
            }

            assertThat(status).as("whoever guesses tokens").isEqualTo(429);
            // Five more are let in each second, so it takes some calls until one sees that they count.
            long remaining = Long.MAX_VALUE;
            for (int i = 0; i < 3_000 && remaining >= 1_490; i++) {
                remaining = remaining(ada.reads(path));
            }
            assertThat(remaining).as("whoever signed in").isLessThan(1_490);
            assertThat(remaining(town.person("bob").reads(path))).isEqualTo(1_499);
        }
    }

    private static long remaining(Town.Reply reply) {
        return reply.response()
                .headers()
                .firstValueAsLong("X-RateLimit-Remaining")
                .orElseThrow();
    }

    @Test
    void theOwnersLinkWorksOnce() {
        try (var town = Town.in(parent)) {
            var link = "/start/" + town.ramage.ownerLink.offer().value();
            var form = "application/x-www-form-urlencoded";

            assertThat(town.stranger().reads(link).status()).isEqualTo(200);
            var slip = town.stranger().sends("POST", link, "handle=b%C3%A9&email=o@example.org", form);
            var nul = town.stranger().sends("POST", link, "handle=owner&email=o@example.org&name=a%00b", form);
            var begun = town.stranger().sends("POST", link, "handle=owner&email=o@example.org", form);
            var again = town.stranger().sends("POST", link, "handle=other&email=p@example.org", form);

            assertThat(slip.status()).isEqualTo(422);
            assertThat(nul.status()).isEqualTo(422);
            assertThat(nul.response().body()).contains("cannot be stored");
            assertThat(slip.response().body()).contains("value=\"bé\"");
            assertThat(begun.status()).isEqualTo(303);
            assertThat(begun.response().headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(it -> assertThat(it).startsWith("session="));
            assertThat(again.status()).isEqualTo(404);
            assertThat(town.ramage.people.hasOwner()).isTrue();
            assertThat(town.ramage.accounts.find("owner")).isPresent();
        }
    }

    @Test
    void commandsWorkBesideARunningServerAndRefuseBadInput() {
        try (var town = Town.in(parent);
                var _ = Side.open(parent, (arguments, out) -> Cli.run(town.ramage, arguments, out))) {
            var made = new StringWriter();
            int status = Side.ask(
                    parent,
                    List.of("account", "create", "carla", "--email", "carla@example.org"),
                    new PrintWriter(made));
            var refused = new StringWriter();
            int bad = Side.ask(
                    parent, List.of("account", "create", "no way", "--email", "x@y"), new PrintWriter(refused));

            assertThat(status).isZero();
            assertThat(town.ramage.accounts.find("carla")).isPresent();
            assertThat(made.toString().strip())
                    .isEqualTo(town.ramage.accounts.find("carla").orElseThrow().toString());
            assertThat(bad).isEqualTo(2);
            assertThat(refused.toString().strip().lines()).hasSize(1);
        }
    }

    @Test
    void theDemoTribeIsWhole() {
        try (var town = Town.in(parent)) {
            var out = new StringWriter();

            Demo.settle(town.ramage, new PrintWriter(out));

            var statistics = town.ramage.accounts.statistics();
            assertThat(statistics.accounts()).isGreaterThanOrEqualTo(24);
            assertThat(statistics.posts()).isGreaterThanOrEqualTo(300);
            var token = out.toString().replaceAll("(?s).*@hortense: (\\S+).*", "$1");
            assertThat(town.stranger().withToken(token).home().ids()).hasSize(40);
            var pages = town.stranger().reads("/api/v1/timelines/public?limit=40");
            assertThat(pages.ids()).hasSize(40);
            assertThat(pages.json().valueStream().map(it -> it.get("visibility").asString()))
                    .containsOnly("public");
        }
    }

    @Test
    void operatorsSeeHealthAndFiguresOnAPortOfTheirOwn() {
        try (var town = Town.in(parent)) {
            town.stranger().reads("/api/v1/instance");
            var base = "http://127.0.0.1:" + town.managementPort();

            assertThat(get(town, base + "/health").statusCode()).isEqualTo(200);
            assertThat(get(town, base + "/ready").body()).isEqualTo("ready\n");
            assertThat(get(town, base + "/metrics").body())
                    .contains("ramage_requests_seconds_count{route=\"/api/v1/instance\",status=\"200\"} 1")
                    .contains("jvm_memory_used_bytes");
            for (var path : List.of("/metrics", "/health", "/ready")) {
                assertThat(town.stranger().reads(path).status()).as(path).isEqualTo(404);
            }
        }
    }

    /** To Linux all of 127.0.0.0/8 is this machine, so another address of it is as any other address. */
    @Test
    void thePortForOperatorsIsOnThisMachineOnlyWhereverPeopleComeIn() {
        try (var town = Town.in(parent, Map.of(Settings.Key.WEB_HOST, "0.0.0.0"))) {
            assumeThat(connects("127.0.0.2", town.port())).isTrue();

            assertThat(connects("127.0.0.1", town.managementPort())).isTrue();
            assertThat(connects("127.0.0.2", town.managementPort())).isFalse();
        }
    }

    private static boolean connects(String host, int port) {
        try (var _ = new java.net.Socket(host, port)) {
            return true;
        } catch (java.io.IOException _) {
            return false;
        }
    }

    private static java.net.http.HttpResponse<String> get(Town town, String url) {
        return town.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(url))
                        .build())
                .response();
    }
}
