package social.ramage.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.client.Client;
import social.ramage.client.Clients;
import social.ramage.client.Codes;
import social.ramage.client.Redirect;
import social.ramage.person.Session;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;

/** Where somebody says whether a client may act for them. */
public final class ConsentPages {
    private static final int STATE_UNITS_MAX = 4_000;

    private final Clients clients;
    private final Accounts accounts;
    private final Visitors visitors;
    private final Templates templates;

    ConsentPages(PeoplePages.Doors doors, Visitors visitors, Templates templates) {
        this.clients = doors.clients();
        this.accounts = doors.accounts();
        this.visitors = visitors;
        this.templates = templates;
    }

    void addTo(Routes routes) {
        routes.get("/oauth/authorize", this::ask)
                .post("/oauth/authorize", this::answer)
                .delete("/oauth/authorize", this::refuse)
                .get("/oauth/authorize/native", this::show);
    }

    /** What a client asks for. */
    public record Asked(Client client, Redirect redirect, Set<Scope> scopes, String state, Optional<String> challenge) {
        public String scopeWords() {
            return Scope.format(scopes);
        }
    }

    private Answer ask(Call call) {
        var asked = asked(call);
        var session = visitors.find(call);
        var forced = call.params().isTrue("force_login") && !call.params().isTrue("signed_in");
        if (session.isEmpty() || forced) {
            var target = call.target() + (forced ? "&signed_in=1" : "");
            return Answer.seeOther(Next.signIn(target) + (forced ? "&again=1" : ""));
        }
        var frame = new Frame(call.locale(), "", /* isSignedIn= */ true);
        var scopes = asked.scopes().stream()
                .sorted()
                .map(scope -> frame.say("scope." + scope.word().replace(':', '.')))
                .toList();
        var answer = templates.show(
                call, 200, "consent", Map.of("asked", asked, "scopes", scopes, "handle", handle(session.get())));
        // Browsers ask this, too, before they follow where the form's answer leads.
        return asked.redirect().isShown()
                ? answer
                : answer.with(
                        "Content-Security-Policy",
                        PageFace.policy(asked.redirect().source()));
    }

    private Answer answer(Call call) {
        var session = visitors.signedIn(call);
        var asked = asked(call);
        if (!call.params().text("answer").equals("yes")) {
            return refused(asked);
        }
        var code = clients.give(new Clients.Leave(
                asked.client(), session.account(), asked.redirect(), asked.scopes(), asked.challenge()));
        return asked.redirect().isShown()
                ? Answer.seeOther("/oauth/authorize/native?code=" + code.value())
                : back(asked, "code=" + code.value());
    }

    private Answer refuse(Call call) {
        visitors.signedIn(call);
        return refused(asked(call));
    }

    /** For clients that no browser can lead back to. */
    private Answer show(Call call) {
        visitors.signedIn(call);
        var code = call.params().text("code");
        if (!code.matches("[A-Za-z0-9_-]{1,64}")) {
            throw Refusal.notFound();
        }
        return templates.show(call, 200, "shown-code", Map.of("code", code));
    }

    private String handle(Session session) {
        return accounts.get(session.account()).handle().value();
    }

    /** Whatever is wrong here is shown, and nobody is sent anywhere: the address may be a thief's. */
    private Asked asked(Call call) {
        var params = call.params();
        var client = clients.find(params.text("client_id"))
                .orElseThrow(() -> Refusal.invalid("client_id", "problem.client"));
        var redirect = client.redirects().stream()
                .filter(it -> it.value().equals(params.text("redirect_uri")))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("redirect_uri", "problem.redirect_unknown"));
        if (!params.text("response_type").equals("code")) {
            throw Refusal.invalid("response_type", "problem.response_type");
        }
        var scopes = params.text("scope").isBlank() ? Set.of(Scope.READ) : Scope.parse(params.text("scope"));
        if (!client.mayAskFor(scopes)) {
            throw Refusal.invalid("scope", "problem.scopes_of_client");
        }
        var state = params.text("state");
        if (state.length() > STATE_UNITS_MAX) {
            throw Refusal.invalid("state", "problem.state");
        }
        return new Asked(client, redirect, scopes, state, challenge(call));
    }

    private static Optional<String> challenge(Call call) {
        var challenge = call.params().text("code_challenge");
        if (challenge.isEmpty()) {
            return Optional.empty();
        }
        if (!call.params().text("code_challenge_method").equals("S256") || !Codes.canBeChallenge(challenge)) {
            throw Refusal.invalid("code_challenge", "problem.challenge");
        }
        return Optional.of(challenge);
    }

    private static Answer refused(Asked asked) {
        return asked.redirect().isShown() ? Answer.seeOther("/") : back(asked, "error=access_denied");
    }

    private static Answer back(Asked asked, String result) {
        var address = asked.redirect().value();
        var state = asked.state().isEmpty()
                ? ""
                : "&state="
                        + URLEncoder.encode(asked.state(), StandardCharsets.UTF_8)
                                .replace("+", "%20");
        return Answer.seeOther(address + (address.contains("?") ? "&" : "?") + result + state);
    }
}
