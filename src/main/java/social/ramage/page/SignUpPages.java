package social.ramage.page;

import java.util.Map;
import java.util.function.Consumer;
import social.ramage.person.Doorway;
import social.ramage.person.Password;
import social.ramage.person.Secret;
import social.ramage.person.SignUp;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;

/** Coming in: asking, and opening the link in the mail. */
final class SignUpPages {
    private final Doorway doorway;
    private final Visitors visitors;
    private final Templates templates;
    private final RateLimits limits;
    private final Consumer<SignUp.Arrived> welcome;
    private final SignUp.Pages pages;

    SignUpPages(Doorway doorway, Visitors visitors, Templates templates, RateLimits limits, PeoplePages.Site site) {
        this.doorway = doorway;
        this.visitors = visitors;
        this.templates = templates;
        this.limits = limits;
        this.welcome = site.welcome();
        this.pages =
                new SignUp.Pages(secret -> site.url() + "/sign-up/" + secret.value(), SignInPages.link(site.url()));
    }

    void addTo(Routes routes) {
        routes.get("/sign-up", call -> begin(call, call.params().text("invitation")))
                .get("/invitation/{code}", call -> begin(call, call.part("code")))
                .post("/sign-up", this::ask)
                .get("/sign-up/{secret}", this::confirm)
                .post("/sign-up/{secret}", this::arrive);
    }

    private Answer begin(Call call, String invitation) {
        doorway.signUp().check(invitation);
        return form(call, 200, "", new SignUp.Form("", "", "", "", invitation));
    }

    private Answer ask(Call call) {
        var params = call.params();
        var form = new SignUp.Form(
                params.text("email"),
                params.text("handle").strip(),
                params.text("name").strip(),
                params.text("password"),
                params.text("invitation"));
        doorway.signUp().check(form.invitation());
        limits.count(call, RateLimits.Kind.SIGN_UP, call.address());
        try {
            doorway.signUp().ask(form, call.locale(), pages);
        } catch (Refusal refusal) {
            var problem = refusal.problem().sentence().in(call.locale());
            return form(call, Answer.statusOf(refusal.problem()), problem, form);
        }
        var frame = new Frame(call.locale(), "", /* isSignedIn= */ false);
        return templates.show(
                call, 200, "said", Map.of("title", frame.say("page.sent"), "text", frame.say("page.sign_up.sent")));
    }

    private Answer confirm(Call call) {
        return arriving(call, 200, "", doorway.signUp().asked(new Secret(call.part("secret"))));
    }

    private Answer arrive(Call call) {
        var secret = new Secret(call.part("secret"));
        doorway.signUp().asked(secret);
        var handle = call.params().text("handle").strip();
        try {
            var arrived = doorway.signUp().arrive(secret, handle);
            welcome.accept(arrived);
            var session = doorway.sessions()
                    .begin(arrived.person(), call.header("User-Agent").orElse("?"));
            return visitors.keep(Answer.seeOther("/settings"), session);
        } catch (Refusal refusal) {
            return arriving(
                    call,
                    Answer.statusOf(refusal.problem()),
                    refusal.problem().sentence().in(call.locale()),
                    handle);
        }
    }

    private Answer form(Call call, int status, String problem, SignUp.Form form) {
        return templates.show(
                call,
                status,
                "sign-up",
                Map.of("problem", problem, "form", form, "passwordMin", Password.CHARACTERS_MIN));
    }

    private Answer arriving(Call call, int status, String problem, String handle) {
        return templates.show(call, status, "arrive", Map.of("problem", problem, "handle", handle));
    }
}
