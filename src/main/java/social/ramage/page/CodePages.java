package social.ramage.page;

import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import social.ramage.person.Doorway;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;

/** Turning on and off that an app's code is asked for. */
final class CodePages {
    private static final int BORDER = 2;

    private final Doorway doorway;
    private final Visitors visitors;
    private final Templates templates;
    private final String place;

    CodePages(Doorway doorway, Visitors visitors, Templates templates, String place) {
        this.doorway = doorway;
        this.visitors = visitors;
        this.templates = templates;
        this.place = place;
    }

    void addTo(Routes routes) {
        routes.get("/settings/codes", this::propose)
                .post("/settings/codes", this::turnOn)
                .post("/settings/codes/off", this::turnOff);
    }

    private Answer propose(Call call) {
        visitors.fresh(call);
        return form(call, 200, "", doorway.codes().propose());
    }

    private Answer turnOn(Call call) {
        var session = visitors.fresh(call);
        var params = call.params();
        try {
            var paper = doorway.codes().turnOn(session.person(), params.text("secret"), params.text("code"));
            return templates.show(call, 200, "paper-codes", Map.of("codes", paper));
        } catch (Refusal refusal) {
            // What is no secret of ours cannot be shown again.
            return form(
                    call,
                    422,
                    refusal.problem().sentence().in(call.locale()),
                    params.text("secret").matches("[A-Z2-7]{32}")
                            ? params.text("secret")
                            : doorway.codes().propose());
        }
    }

    private Answer turnOff(Call call) {
        doorway.codes().turnOff(visitors.fresh(call).person());
        return Answer.seeOther("/settings");
    }

    private Answer form(Call call, int status, String problem, String secret) {
        var name = URLEncoder.encode(place, StandardCharsets.UTF_8).replace("+", "%20");
        var address = "otpauth://totp/" + name + "?secret=" + secret + "&issuer=" + name;
        return templates.show(
                call,
                status,
                "codes",
                Map.of(
                        "problem", problem,
                        "secret", secret,
                        "address", address,
                        "square", square(QrCode.encodeText(address, QrCode.Ecc.MEDIUM))));
    }

    /** The view box and the path of an SVG. */
    private static String square(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        int side = code.size + 2 * BORDER;
        return -BORDER + " " + -BORDER + " " + side + " " + side + "|" + path;
    }
}
