package social.ramage.mastodon;

import java.util.Set;
import social.ramage.problem.Problem;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Face;
import social.ramage.web.Segments;

/** How OAuth says no: by a code of RFC 6749, 5.2, with a sentence beside it. */
final class OAuthFace implements Face {
    private static final Set<String> CODES = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    private final MastodonFace api = new MastodonFace();

    @Override
    public boolean covers(String path) {
        return path.startsWith("/oauth/");
    }

    @Override
    public Answer refuse(Call call, Problem problem) {
        var code = code(problem);
        int status = problem instanceof Problem.Invalid ? statusOf(code) : Answer.statusOf(problem);
        var body = new JsonText()
                .raw("{")
                .text("error", code)
                .text("error_description", problem.sentence().in(call.locale()))
                .raw("}");
        return Answer.json(status, new Segments().add(body.bytes())).because(problem);
    }

    @Override
    public Answer dress(Call call, Answer answer) {
        return api.dress(call, answer);
    }

    private static String code(Problem problem) {
        if (problem instanceof Problem.Invalid invalid) {
            return CODES.contains(invalid.field())
                    ? invalid.field()
                    : invalid.field().equals("scopes") ? "invalid_scope" : "invalid_request";
        }
        return Answer.statusOf(problem) < 500 ? "invalid_request" : "server_error";
    }

    private static int statusOf(String code) {
        return switch (code) {
            case "invalid_client" -> 401;
            case "unauthorized_client" -> 403;
            default -> 400;
        };
    }
}
