package social.ramage.mastodon;

import social.ramage.problem.Problem;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Face;
import social.ramage.web.Header;
import social.ramage.web.RateLimits;
import social.ramage.web.Segments;

/** How the API says no, and what all of its answers carry. */
public final class MastodonFace implements Face {
    private static final Header ANY_ORIGIN = new Header("Access-Control-Allow-Origin", "*");
    private static final Header EXPOSED = new Header(
            "Access-Control-Expose-Headers",
            "Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Mastodon-Async-Refresh");
    private static final Header VARY = new Header("Vary", "Authorization, Accept-Language");

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/") || path.startsWith("/nodeinfo/") || path.startsWith("/.well-known/");
    }

    @Override
    public Answer refuse(Call call, Problem problem) {
        var sentence = problem.sentence().in(call.locale());
        var body = problem instanceof Problem.Invalid invalid && Faults.areWanted(call.path())
                ? Faults.of(invalid, sentence)
                : error(sentence);
        return Answer.json(Answer.statusOf(problem), body).because(problem);
    }

    @Override
    public Answer dress(Call call, Answer answer) {
        answer.with(ANY_ORIGIN).with(EXPOSED).with(VARY);
        if (call.method().equals("OPTIONS")) {
            answer.with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS")
                    .with(
                            "Access-Control-Allow-Headers",
                            call.header("Access-Control-Request-Headers").orElse("*"))
                    .with("Access-Control-Max-Age", "600");
        }
        return RateLimits.tell(call, answer);
    }

    private static Segments error(String sentence) {
        return new Segments()
                .add(new JsonText().raw("{").text("error", sentence).raw("}").bytes());
    }
}
