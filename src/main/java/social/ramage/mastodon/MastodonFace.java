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
        return path.startsWith("/api/") || path.startsWith("/oauth/");
    }

    @Override
    public Answer refuse(Call call, Problem problem) {
        var answer = Answer.json(status(problem), error(problem.sentence().in(call.locale())));
        return switch (problem) {
            case Problem.WrongMethod wrong -> answer.with("Allow", wrong.allowed());
            case Problem.TooMany tooMany -> answer.with("Retry-After", seconds(tooMany.retryAfter()));
            case Problem.Unavailable unavailable -> answer.with("Retry-After", seconds(unavailable.retryAfter()));
            case Problem.NotFound _,
                    Problem.SignedOut _,
                    Problem.Forbidden _,
                    Problem.Invalid _,
                    Problem.Unreadable _,
                    Problem.TooLarge _,
                    Problem.Broken _ -> answer;
        };
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

    private static int status(Problem problem) {
        return switch (problem) {
            case Problem.NotFound _ -> 404;
            case Problem.SignedOut _ -> 401;
            case Problem.Forbidden _ -> 403;
            case Problem.Invalid _ -> 422;
            case Problem.Unreadable _ -> 400;
            case Problem.TooLarge _ -> 413;
            case Problem.WrongMethod _ -> 405;
            case Problem.TooMany _ -> 429;
            case Problem.Unavailable _ -> 503;
            case Problem.Broken _ -> 500;
        };
    }

    private static Segments error(String sentence) {
        return new Segments()
                .add(new JsonText().raw("{").text("error", sentence).raw("}").bytes());
    }

    /** Rounded up: a caller that comes back in time must not be told to wait again. */
    private static String seconds(java.time.Duration duration) {
        return Long.toString(duration.plusMillis(999).toSeconds());
    }
}
