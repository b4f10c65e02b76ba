package social.ramage.page;

import java.net.URI;
import java.util.Map;
import social.ramage.id.PersonId;
import social.ramage.person.Doorway;
import social.ramage.person.LinkTo;
import social.ramage.person.Password;
import social.ramage.person.Secret;
import social.ramage.person.SignIn;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;

/** Signing in by password, by mail or by passkey, and out again. */
final class SignInPages {
    private final Doorway doorway;
    private final Visitors visitors;
    private final Templates templates;
    private final RateLimits limits;
    private final String url;

    SignInPages(Doorway doorway, Visitors visitors, Templates templates, RateLimits limits, String url) {
        this.doorway = doorway;
        this.visitors = visitors;
        this.templates = templates;
        this.limits = limits;
        this.url = url;
    }

    void addTo(Routes routes) {
        routes.get("/sign-in", this::ask)
                .post("/sign-in", this::byPassword)
                .post("/sign-in/code", this::byCode)
                .post("/sign-in/passkey", this::byPasskey)
                .post("/sign-in/mail", this::mailLink)
                .get("/sign-in/{secret}", this::askLink)
                .post("/sign-in/{secret}", this::byLink)
                .get("/password", call -> forgotten(call, 200, ""))
                .post("/password", this::mailPassword)
                .get("/password/{secret}", this::askPassword)
                .post("/password/{secret}", this::choosePassword)
                .post("/sign-out", this::signOut);
    }

    static LinkTo link(String url) {
        return secret -> url + "/sign-in/" + secret.value();
    }

    private Answer ask(Call call) {
        var next = Next.of(call.params().text("next"));
        return visitors.find(call).isPresent() && !call.params().isTrue("again")
                ? Answer.seeOther(next)
                : form(call, 200, "");
    }

    private Answer byPassword(Call call) {
        limits.count(call, RateLimits.Kind.SIGN_IN, call.address());
        var params = call.params();
        try {
            return step(call, doorway.signIn().byPassword(params.text("email"), params.text("password")));
        } catch (Refusal refusal) {
            return form(call, Answer.statusOf(refusal.problem()), said(call, refusal.problem()));
        }
    }

    private Answer byCode(Call call) {
        limits.count(call, RateLimits.Kind.SIGN_IN, call.address());
        var half = new Secret(call.params().text("half"));
        try {
            return in(call, doorway.signIn().byCode(half, call.params().text("code")));
        } catch (Refusal refusal) {
            return refusal.problem() instanceof Problem.Invalid || refusal.problem() instanceof Problem.TooMany
                    ? code(call, half, Answer.statusOf(refusal.problem()), said(call, refusal.problem()))
                    : Answer.seeOther(Next.signIn(call.params().text("next")));
        }
    }

    private Answer byPasskey(Call call) {
        limits.count(call, RateLimits.Kind.SIGN_IN, call.address());
        try {
            return in(call, doorway.passkeys().signIn(call.params().text("answer"), url));
        } catch (Refusal refusal) {
            return form(call, 422, said(call, refusal.problem()));
        }
    }

    private Answer mailLink(Call call) {
        limits.count(call, RateLimits.Kind.SIGN_IN, call.address());
        try {
            doorway.signIn().askLink(call.params().text("email"), link(url));
        } catch (Refusal refusal) {
            return form(call, Answer.statusOf(refusal.problem()), said(call, refusal.problem()));
        }
        return sent(call);
    }

    private Answer askLink(Call call) {
        doorway.signIn().checkLink(new Secret(call.part("secret")));
        return press(call, "page.sign_in", "page.sign_in.press", "page.sign_in");
    }

    private Answer byLink(Call call) {
        return step(call, doorway.signIn().byLink(new Secret(call.part("secret"))));
    }

    private Answer mailPassword(Call call) {
        limits.count(call, RateLimits.Kind.SIGN_IN, call.address());
        try {
            doorway.signIn().askPassword(call.params().text("email"), secret -> url + "/password/" + secret.value());
        } catch (Refusal refusal) {
            return forgotten(call, Answer.statusOf(refusal.problem()), said(call, refusal.problem()));
        }
        return sent(call);
    }

    private Answer askPassword(Call call) {
        doorway.signIn().checkPasswordLink(new Secret(call.part("secret")));
        return newPassword(call, 200, "");
    }

    private Answer choosePassword(Call call) {
        var secret = new Secret(call.part("secret"));
        doorway.signIn().checkPasswordLink(secret);
        try {
            return step(
                    call, doorway.signIn().choosePassword(secret, call.params().text("password")));
        } catch (Refusal refusal) {
            return newPassword(call, Answer.statusOf(refusal.problem()), said(call, refusal.problem()));
        }
    }

    private Answer signOut(Call call) {
        visitors.find(call).ifPresent(session -> doorway.sessions().end(session.person(), session.id()));
        return visitors.forget(Answer.seeOther("/"));
    }

    private Answer step(Call call, SignIn.Step step) {
        return switch (step) {
            case SignIn.Step.In(var person) -> in(call, person);
            case SignIn.Step.CodeWanted(var half) -> code(call, half, 200, "");
        };
    }

    private Answer in(Call call, PersonId person) {
        // A session that there was must not live on beside the new one.
        visitors.find(call).ifPresent(old -> doorway.sessions().end(old.person(), old.id()));
        var secret = doorway.sessions().begin(person, call.header("User-Agent").orElse("?"));
        return visitors.keep(Answer.seeOther(Next.of(call.params().text("next"))), secret);
    }

    /** Writes a challenge, so it is counted as all that costs something. */
    private Answer form(Call call, int status, String problem) {
        limits.count(call, RateLimits.Kind.ADDRESS, call.address());
        return templates.show(
                call,
                status,
                "sign-in",
                Map.of(
                        "problem", problem,
                        "next", Next.of(call.params().text("next")),
                        "email", call.params().text("email"),
                        "challenge", doorway.passkeys().challenge().value(),
                        "host", URI.create(url).getHost()));
    }

    private Answer code(Call call, Secret half, int status, String problem) {
        var next = Next.of(call.params().text("next"));
        return templates.show(call, status, "code", Map.of("problem", problem, "next", next, "half", half.value()));
    }

    private Answer forgotten(Call call, int status, String problem) {
        var email = call.params().text("email");
        return templates.show(call, status, "forgotten", Map.of("problem", problem, "email", email));
    }

    private Answer newPassword(Call call, int status, String problem) {
        return templates.show(call, status, "new-password", Map.of("problem", problem, "min", Password.CHARACTERS_MIN));
    }

    private Answer sent(Call call) {
        return templates.show(
                call, 200, "said", Map.of("title", say(call, "page.sent"), "text", say(call, "page.sent.text")));
    }

    private Answer press(Call call, String title, String text, String button) {
        return templates.show(
                call,
                200,
                "press",
                Map.of("title", say(call, title), "text", say(call, text), "button", say(call, button)));
    }

    private static String say(Call call, String key) {
        return Sentence.of(key).in(call.locale());
    }

    private static String said(Call call, Problem problem) {
        return problem.sentence().in(call.locale());
    }
}
