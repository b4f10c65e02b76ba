package social.ramage.page;

import java.util.Map;
import social.ramage.person.Password;
import social.ramage.person.Secret;
import social.ramage.person.Sessions;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;

/** The owner's first step. */
final class OwnerPages {
    private final OwnerDesk owners;
    private final Sessions sessions;
    private final Visitors visitors;
    private final Templates templates;

    OwnerPages(OwnerDesk owners, Sessions sessions, Visitors visitors, Templates templates) {
        this.owners = owners;
        this.sessions = sessions;
        this.visitors = visitors;
        this.templates = templates;
    }

    void addTo(Routes routes) {
        routes.get("/start/{secret}", this::ask).post("/start/{secret}", this::begin);
    }

    private Answer ask(Call call) {
        owners.check(new Secret(call.part("secret")));
        return show(call, 200, "", OwnerDesk.Form.EMPTY);
    }

    private Answer begin(Call call) {
        var link = new Secret(call.part("secret"));
        owners.check(link);
        var params = call.params();
        var form = new OwnerDesk.Form(
                params.text("handle").strip(),
                params.text("email"),
                params.text("name").strip(),
                params.text("password"));
        try {
            var owner = owners.begin(link, form);
            return visitors.keep(
                    Answer.seeOther("/settings"),
                    sessions.begin(owner, call.header("User-Agent").orElse("?")));
        } catch (Refusal refusal) {
            if (!(refusal.problem() instanceof Problem.Invalid)) {
                throw refusal;
            }
            return show(call, 422, refusal.problem().sentence().in(call.locale()), form);
        }
    }

    private Answer show(Call call, int status, String problem, OwnerDesk.Form form) {
        return templates.show(
                call,
                status,
                "owner",
                Map.of("problem", problem, "form", form, "passwordMin", Password.CHARACTERS_MIN));
    }
}
