package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import tools.jackson.databind.JsonNode;

/** How a client comes to act for somebody: registered, allowed, and dismissed. */
class LettingClientsActTest extends InATown {
    private static final String BACK = "https://client.example/back?here=1";
    private static final String SHOWN = "urn:ietf:wg:oauth:2.0:oob";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private Browser ana;

    LettingClientsActTest(Engine engine) {
        super(engine, new MovableClock(Instant.parse("2026-11-24T08:00:00Z")));
    }

    @Override
    Map<Settings.Key, String> given() {
        return Map.of(Settings.Key.SIGN_UP, "open");
    }

    @BeforeEach
    void ana() {
        ana = browser();
        ana.submits("/sign-up", "handle", "ana", "email", "ana@example.org");
        ana.submits(ana.linkMailed("ana@example.org", "Your account"), "handle", "ana");
    }

    @Test
    void aClientThatIsAllowedActsWithinItsScopes() {
        var app = registers("read write:statuses", BACK);

        var asked = ana.opens(authorize(app, BACK, "read write:statuses", "&state=a%20b%26c"));
        var allowed = allows(app, BACK, "read write:statuses", "state", "a b&c");
        var token = exchanges(app, codeIn(allowed), BACK);

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("Test client").contains("@ana").contains("post and delete for you");
        assertThat(asked.response().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(it -> assertThat(it).contains("form-action 'self' https://client.example;"));
        assertThat(asked.response().headers().firstValue("Cross-Origin-Opener-Policy"))
                .isEmpty();
        assertThat(allowed.status()).isEqualTo(303);
        assertThat(allowed.location()).startsWith(BACK + "&code=").endsWith("&state=a%20b%26c");
        assertThat(token.status()).isEqualTo(200);
        assertThat(token.json().get("scope").asString()).isEqualTo("read write:statuses");
        assertThat(token.json().get("token_type").asString()).isEqualTo("Bearer");
        assertThat(token.json().get("created_at").isIntegralNumber()).isTrue();
        var client = acting(token.json());
        assertThat(client.reads("/api/v1/accounts/verify_credentials")
                        .json()
                        .get("acct")
                        .asString())
                .isEqualTo("ana");
        client.posts("Bonjour par le client");
        assertThat(client.sends("POST", "/api/v1/notifications/clear", "", "").status())
                .isEqualTo(403);
    }

    @Test
    void aCodeIsGoodOnceAndAThiefOfItMakesTheTokenWorthless() {
        var app = registers("read", BACK);
        var code = codeIn(allows(app, BACK, "read"));
        var token = exchanges(app, code, BACK);
        int before = acting(token.json()).reads("/api/v1/timelines/home").status();

        var again = exchanges(app, code, BACK);

        assertThat(before).isEqualTo(200);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.error()).isEqualTo("invalid_grant");
        assertThat(acting(token.json()).reads("/api/v1/timelines/home").status())
                .isEqualTo(401);
    }

    @Test
    void aCodeIsWorthNothingToOthersElsewhereOrLater() {
        var app = registers("read", BACK + "\n" + SHOWN);
        var other = registers("read", BACK);

        assertThat(exchanges(other, codeIn(allows(app, BACK, "read")), BACK).error())
                .isEqualTo("invalid_grant");
        assertThat(exchanges(app, codeIn(allows(app, BACK, "read")), SHOWN).error())
                .isEqualTo("invalid_grant");
        assertThat(exchanges(app, "no-such-code", BACK).error()).isEqualTo("invalid_grant");
        var code = codeIn(allows(app, BACK, "read"));
        town.passes(Duration.ofMinutes(11));
        assertThat(exchanges(app, code, BACK).error()).isEqualTo("invalid_grant");
    }

    @Test
    void whoeverBeganWithAChallengeMustHaveTheAnswer() throws Exception {
        var app = registers("read", BACK);
        var digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        String[] with = {"code_challenge", challenge, "code_challenge_method", "S256"};

        assertThat(exchanges(app, codeIn(allows(app, BACK, "read", with)), BACK).error())
                .isEqualTo("invalid_grant");
        assertThat(exchanges(app, codeIn(allows(app, BACK, "read", with)), BACK, "code_verifier", "x" + VERIFIER)
                        .error())
                .isEqualTo("invalid_grant");
        assertThat(exchanges(app, codeIn(allows(app, BACK, "read")), BACK, "code_verifier", VERIFIER)
                        .error())
                .isEqualTo("invalid_grant");
        assertThat(exchanges(app, codeIn(allows(app, BACK, "read", with)), BACK, "code_verifier", VERIFIER)
                        .status())
                .isEqualTo(200);
        assertThat(ana.opens(authorize(
                                app, BACK, "read", "&code_challenge=" + challenge + "&code_challenge_method=plain"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void nobodyIsSentToAnAddressThatWasNotNamed() {
        var app = registers("read", BACK);

        for (var address : new String[] {"https://thief.example/", BACK + "x", "https://client.example/back", ""}) {
            var page = ana.opens(authorize(app, address, "read", ""));
            assertThat(page.status()).as(address).isEqualTo(422);
            assertThat(page.location()).as(address).isEmpty();
        }
        assertThat(ana.opens(authorize(app, BACK, "read write", "")).status()).isEqualTo(422);
        assertThat(ana.opens("/oauth/authorize?client_id=1&response_type=code").status())
                .isEqualTo(422);
    }

    @Test
    void whoeverRefusesIsSentBackWithoutACode() {
        var app = registers("read", BACK);

        var refused = submits(app, BACK, "read", "no", "state", "s");

        assertThat(refused.location()).isEqualTo(BACK + "&error=access_denied&state=s");
    }

    @Test
    void anotherSiteCannotSayYesForAnybody() {
        var app = registers("read", BACK);

        var forged = ana.submitsFrom(
                "https://thief.example",
                "/oauth/authorize",
                "client_id",
                app.get("client_id").asString(),
                "redirect_uri",
                BACK,
                "response_type",
                "code",
                "scope",
                "read",
                "answer",
                "yes");

        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.location()).isEmpty();
    }

    @Test
    void whoeverIsSignedOutSignsInFirstAndComesBack() {
        var app = registers("read", BACK);
        var path = authorize(app, BACK, "read", "");
        var stranger = browser();

        var sent = stranger.opens(path);
        var form = stranger.opens(sent.location());

        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.location()).startsWith("/sign-in?next=%2Foauth%2Fauthorize");
        assertThat(form.hidden("next")).isEqualTo(path.replace("&", "&amp;"));
        assertThat(ana.opens(path + "&force_login=true").location())
                .startsWith("/sign-in?next=")
                .endsWith("&again=1");
        assertThat(ana.opens(path + "&force_login=false").status()).isEqualTo(200);
    }

    @Test
    void aClientWithoutABrowserIsGivenTheCodeByHand() {
        var app = registers("read", SHOWN);
        // Some clients put a slash before the question mark.
        var asked = ana.opens(authorize(app, SHOWN, "read", "").replace("/authorize?", "/authorize/?"));

        var allowed = allows(app, SHOWN, "read");
        var shown = ana.opens(allowed.location());
        var code = allowed.location().substring(allowed.location().indexOf("code=") + 5);

        assertThat(asked.status()).isEqualTo(200);
        assertThat(shown.body()).contains("<code>" + code + "</code>");
        assertThat(exchanges(app, code, SHOWN).status()).isEqualTo(200);
    }

    @Test
    void aClientMayActForItselfButForNoAccount() {
        var app = registers("read write", BACK);
        var granted = posts(
                "/oauth/token",
                "grant_type",
                "client_credentials",
                "client_id",
                app.get("client_id").asString(),
                "client_secret",
                app.get("client_secret").asString(),
                "scope",
                "read");
        var client = acting(granted.json());

        assertThat(granted.json().get("scope").asString()).isEqualTo("read");
        assertThat(client.reads("/api/v1/apps/verify_credentials")
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("Test client");
        assertThat(client.reads("/api/v1/timelines/public").status()).isEqualTo(200);
        assertThat(client.reads("/api/v1/timelines/home").status()).isEqualTo(422);
    }

    @Test
    void whatProvesNothingIsRefusedByACodeThatClientsKnow() {
        var app = registers("read", BACK);
        var id = app.get("client_id").asString();
        var secret = app.get("client_secret").asString();

        var wrong = posts("/oauth/token", "grant_type", "client_credentials", "client_id", id, "client_secret", "x");
        var none = posts("/oauth/token", "grant_type", "client_credentials");
        var password = posts("/oauth/token", "grant_type", "password", "client_id", id, "client_secret", secret);
        var wide = posts(
                "/oauth/token",
                "grant_type",
                "client_credentials",
                "client_id",
                id,
                "client_secret",
                secret,
                "scope",
                "write");
        var basic = town.send(HttpRequest.newBuilder(town.at("/oauth/token"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"grant_type\":\"client_credentials\"}"))
                .build());

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.error()).isEqualTo("invalid_client");
        assertThat(wrong.json().get("error_description").asString()).isNotEmpty();
        assertThat(none.error()).isEqualTo("invalid_client");
        assertThat(password.error()).isEqualTo("unsupported_grant_type");
        assertThat(wide.error()).isEqualTo("invalid_scope");
        assertThat(basic.status()).isEqualTo(200);
    }

    @Test
    void aTokenThatIsGivenBackOpensNothing() {
        var app = registers("read", BACK);
        var other = registers("read", BACK);
        var token = exchanges(app, codeIn(allows(app, BACK, "read")), BACK).json();

        // Not used before: what memory knows of it would hide that it is gone.
        var foreign = revokes(other, token);
        int between = acting(token).reads("/api/v1/timelines/home").status();
        var given = revokes(app, token);
        var again = revokes(app, token);

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.error()).isEqualTo("unauthorized_client");
        assertThat(between).isEqualTo(200);
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.response().body()).isEqualTo("{}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(acting(token).reads("/api/v1/timelines/home").status()).isEqualTo(401);
    }

    @Test
    void aPersonSeesWhatActsForThemAndDismissesIt() {
        var app = registers("read", BACK);
        var token = exchanges(app, codeIn(allows(app, BACK, "read")), BACK).json();
        int before = acting(token).reads("/api/v1/timelines/home").status();
        var listed = ana.opens("/settings").body();

        ana.submits("/settings/clients/" + app.get("client_id").asString() + "/dismiss");

        assertThat(before).isEqualTo(200);
        assertThat(listed).contains("Test client");
        assertThat(ana.opens("/settings").body()).doesNotContain("Test client");
        assertThat(acting(token).reads("/api/v1/timelines/home").status()).isEqualTo(401);
    }

    @Test
    void clientsThatCannotBeAreRefused() {
        assertThat(tries("", BACK, "read").status()).isEqualTo(422);
        assertThat(tries("x", "javascript:alert(1)", "read").status()).isEqualTo(422);
        assertThat(tries("x", "data:text/html,x", "read").status()).isEqualTo(422);
        assertThat(tries("x", "/relative", "read").status()).isEqualTo(422);
        assertThat(tries("x", "https://client.example/#part", "read").status()).isEqualTo(422);
        assertThat(tries("x", "", "read").status()).isEqualTo(422);
        assertThat(tries("x", BACK, "everything").status()).isEqualTo(422);
        assertThat(tries("x", "icecubesapp://oauth", "read").status()).isEqualTo(200);
    }

    @Test
    void clientsFindWhatThereIs() {
        var metadata =
                town.stranger().reads("/.well-known/oauth-authorization-server").json();
        var discovery = town.stranger().reads("/.well-known/nodeinfo").json();
        var node = town.stranger().reads("/nodeinfo/2.0").json();

        assertThat(metadata.get("code_challenge_methods_supported").get(0).asString())
                .isEqualTo("S256");
        assertThat(metadata.get("token_endpoint").asString()).endsWith("/oauth/token");
        assertThat(discovery.get("links").get(0).get("href").asString()).endsWith("/nodeinfo/2.0");
        assertThat(node.get("software").get("name").asString()).isEqualTo("ramage");
        assertThat(node.get("openRegistrations").asBoolean()).isTrue();
    }

    private JsonNode registers(String scopes, String redirects) {
        var app = tries("Test client", redirects, scopes);
        assertThat(app.status()).isEqualTo(200);
        return app.json();
    }

    private Town.Reply tries(String name, String redirects, String scopes) {
        return posts("/api/v1/apps", "client_name", name, "redirect_uris", redirects, "scopes", scopes);
    }

    private static String authorize(JsonNode app, String redirect, String scopes, String more) {
        return "/oauth/authorize?client_id=" + app.get("client_id").asString() + "&redirect_uri="
                + Town.encode(redirect) + "&response_type=code&scope=" + Town.encode(scopes) + more;
    }

    private Browser.Page allows(JsonNode app, String redirect, String scopes, String... more) {
        return submits(app, redirect, scopes, "yes", more);
    }

    private Browser.Page submits(JsonNode app, String redirect, String scopes, String answer, String... more) {
        var fields = new HashMap<>(Map.of(
                "client_id", app.get("client_id").asString(),
                "redirect_uri", redirect,
                "response_type", "code",
                "scope", scopes,
                "answer", answer));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return ana.submits(
                "/oauth/authorize",
                fields.entrySet().stream()
                        .flatMap(it -> java.util.stream.Stream.of(it.getKey(), it.getValue()))
                        .toArray(String[]::new));
    }

    private static String codeIn(Browser.Page page) {
        for (var pair : URI.create(page.location()).getRawQuery().split("&", -1)) {
            if (pair.startsWith("code=")) {
                return pair.substring(5);
            }
        }
        throw new AssertionError("no code in " + page.location());
    }

    private Town.Reply exchanges(JsonNode app, String code, String redirect, String... more) {
        var fields = new String[10 + more.length];
        System.arraycopy(
                new String[] {
                    "grant_type",
                    "authorization_code",
                    "client_id",
                    app.get("client_id").asString(),
                    "client_secret",
                    app.get("client_secret").asString(),
                    "redirect_uri",
                    redirect,
                    "code",
                    code
                },
                0,
                fields,
                0,
                10);
        System.arraycopy(more, 0, fields, 10, more.length);
        return posts("/oauth/token", fields);
    }

    private Town.Reply revokes(JsonNode app, JsonNode token) {
        return posts(
                "/oauth/revoke",
                "client_id",
                app.get("client_id").asString(),
                "client_secret",
                app.get("client_secret").asString(),
                "token",
                token.get("access_token").asString());
    }

    private Town.Person acting(JsonNode token) {
        return town.stranger().withToken(token.get("access_token").asString());
    }

    private Town.Reply posts(String path, String... fields) {
        var form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(fields[i]).append('=').append(Town.encode(fields[i + 1]));
        }
        return town.stranger().sends("POST", path, form.toString(), "application/x-www-form-urlencoded");
    }
}
