package social.ramage.mastodon;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Scope;
import social.ramage.client.Client;
import social.ramage.client.Clients;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** Where clients exchange what they have for tokens, and give them back (RFC 6749, 7009, 7636, 8414). */
final class OAuthEndpoints {
    private final Clients clients;
    private final RateLimits limits;
    private final Site site;

    OAuthEndpoints(Clients clients, RateLimits limits, Site site) {
        this.clients = clients;
        this.limits = limits;
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.post("/oauth/token", this::token)
                .post("/oauth/revoke", this::revoke)
                .get("/.well-known/oauth-authorization-server", this::metadata);
    }

    private Answer token(Call call) {
        limits.count(call, RateLimits.Kind.ADDRESS, call.address());
        var params = call.params();
        var granted = switch (params.text("grant_type")) {
            case "authorization_code" ->
                clients.exchange(new Clients.Exchange(
                        client(call), params.text("code"), params.text("redirect_uri"), params.text("code_verifier")));
            case "client_credentials" -> clients.forItself(client(call), scopes(params.text("scope")));
            default -> throw Refusal.invalid("unsupported_grant_type", "problem.grant_type");
        };
        var body = new JsonText()
                .raw("{")
                .text("access_token", granted.token().value())
                .text("token_type", "Bearer")
                .text("scope", Scope.format(granted.scopes()))
                .number("created_at", granted.createdAt().getEpochSecond())
                .raw("}");
        return Answer.json(new Segments().add(body.bytes())).with("Cache-Control", "no-store");
    }

    private Answer revoke(Call call) {
        limits.count(call, RateLimits.Kind.ADDRESS, call.address());
        clients.withdraw(client(call), call.params().text("token"));
        return Answer.json(new Segments().add("{}"));
    }

    /** RFC 8414: a client that finds S256 here uses PKCE. */
    private Answer metadata(Call call) {
        limits.count(call, RateLimits.Kind.ADDRESS, call.address());
        var url = site.url();
        var scopes = new JsonText()
                .list(java.util.Arrays.stream(Scope.values()).map(Scope::word).toList());
        var body = new JsonText()
                .raw("{")
                .text("issuer", url + "/")
                .text("authorization_endpoint", url + "/oauth/authorize")
                .text("token_endpoint", url + "/oauth/token")
                .text("revocation_endpoint", url + "/oauth/revoke")
                .text("app_registration_endpoint", url + "/api/v1/apps")
                .text("service_documentation", url + "/")
                .value("scopes_supported", scopes.toString())
                .value("response_types_supported", "[\"code\"]")
                .value("response_modes_supported", "[\"query\"]")
                .value("grant_types_supported", "[\"authorization_code\",\"client_credentials\"]")
                .value("token_endpoint_auth_methods_supported", "[\"client_secret_basic\",\"client_secret_post\"]")
                .value("code_challenge_methods_supported", "[\"S256\"]")
                .raw("}");
        return Answer.json(new Segments().add(body.bytes()));
    }

    private Client client(Call call) {
        return basic(call)
                .orElseGet(() -> clients.prove(
                        call.params().text("client_id"), call.params().text("client_secret")));
    }

    /** RFC 6749, 2.3.1. */
    private Optional<Client> basic(Call call) {
        var header = call.header("Authorization").filter(it -> it.regionMatches(true, 0, "Basic ", 0, 6));
        return header.map(it -> {
            try {
                var decoded =
                        new String(Base64.getDecoder().decode(it.substring(6).strip()), StandardCharsets.UTF_8);
                int colon = decoded.indexOf(':');
                return clients.prove(plain(decoded.substring(0, colon)), plain(decoded.substring(colon + 1)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
                throw Refusal.invalid("invalid_client", "problem.client");
            }
        });
    }

    private static String plain(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static Set<Scope> scopes(String sent) {
        return sent.isBlank() ? Set.of(Scope.READ) : Scope.parse(sent);
    }
}
