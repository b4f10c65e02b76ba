package social.ramage.mastodon;

import java.util.List;
import java.util.stream.Collectors;
import social.ramage.account.Scope;
import social.ramage.client.Client;
import social.ramage.client.Clients;
import social.ramage.client.Redirect;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Params;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** Where clients make themselves known. */
final class AppEndpoints {
    private final Callers callers;
    private final Clients clients;
    private final RateLimits limits;

    AppEndpoints(Callers callers, Clients clients, RateLimits limits) {
        this.callers = callers;
        this.clients = clients;
        this.limits = limits;
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/apps", this::register).get("/api/v1/apps/verify_credentials", this::verify);
    }

    private Answer register(Call call) {
        limits.count(call, RateLimits.Kind.CLIENT, call.address());
        var params = call.params();
        var registered = clients.register(new Clients.Registration(
                params.text("client_name"), params.text("website"), redirects(params), params.text("scopes")));
        var client = registered.client();
        var body = text(client)
                .text("client_id", client.id().toString())
                .text("client_secret", registered.secret().value())
                .number("client_secret_expires_at", 0)
                .raw("}");
        return Answer.json(new Segments().add(body.bytes()));
    }

    private Answer verify(Call call) {
        callers.admit(call);
        var client = call.token()
                .flatMap(clients::of)
                .orElseThrow(() -> new Refusal(new Problem.SignedOut(Sentence.of("problem.token"))));
        return Answer.json(new Segments().add(text(client).raw("}").bytes()));
    }

    /** One, or several in lines, or a list. */
    private static List<String> redirects(Params params) {
        return params.list("redirect_uris").stream()
                .flatMap(it -> it.strip().lines())
                .flatMap(line -> java.util.Arrays.stream(line.split("[ \t]+", -1)))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static JsonText text(Client client) {
        var redirects = client.redirects().stream().map(Redirect::value).toList();
        return new JsonText()
                .raw("{")
                .text("id", client.id().toString())
                .text("name", client.name())
                .text("website", java.util.Optional.of(client.website()).filter(it -> !it.isEmpty()))
                .value(
                        "scopes",
                        new JsonText()
                                .list(client.scopes().stream()
                                        .sorted()
                                        .map(Scope::word)
                                        .toList())
                                .toString())
                .value("redirect_uris", new JsonText().list(redirects).toString())
                .text("redirect_uri", redirects.stream().collect(Collectors.joining("\n")))
                .text("vapid_key", "");
    }
}
