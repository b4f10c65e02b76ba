package social.ramage.page;

import java.util.Map;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Face;
import social.ramage.web.Header;

/** How pages say no, and what all of them carry. */
final class PageFace implements Face {
    private static final String POLICY = "Content-Security-Policy";
    private static final Header REFERRER = new Header("Referrer-Policy", "same-origin");
    private static final Header NO_FRAMES = new Header("X-Frame-Options", "DENY");
    private static final Header VARY = new Header("Vary", "Accept-Language, Cookie");

    private final String place;
    private final String url;

    /**
     * @param place the name of this server
     * @param url where people reach it
     */
    PageFace(String place, String url) {
        this.place = place;
        this.url = url;
    }

    /** What a page may load and where its forms may go: here, and to those named. */
    static String policy(String... formTargets) {
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self' "
                + String.join(" ", formTargets) + "; frame-ancestors 'none'; base-uri 'none'";
    }

    /**
     * Lets no other site act for somebody who is signed in here: their browser says where a form comes from. A cookie
     * of ours without such a word comes from no browser of today.
     */
    @Override
    public void admit(Call call) {
        if (isRead(call)) {
            return;
        }
        var site = call.header("Sec-Fetch-Site");
        var origin = call.header("Origin");
        boolean isOurs = site.map(it -> it.equals("same-origin") || it.equals("none"))
                .or(() -> origin.map(it -> isOurs(call, it)))
                .orElse(call.header("Cookie").isEmpty());
        if (!isOurs) {
            throw Refusal.forbidden("problem.other_site");
        }
    }

    private static boolean isRead(Call call) {
        return call.method().equals("GET") || call.method().equals("HEAD");
    }

    private boolean isOurs(Call call, String origin) {
        return origin.equals(url)
                || call.header("Host")
                        .filter(host -> origin.equals("http://" + host) || origin.equals("https://" + host))
                        .isPresent();
    }

    @Override
    public boolean covers(String path) {
        return true;
    }

    @Override
    public Answer refuse(Call call, Problem problem) {
        var locale = call.locale();
        if (problem instanceof Problem.SignedOut && isRead(call)) {
            return Answer.seeOther(Next.signIn(call.target()));
        }
        var shown = Map.<String, Object>of(
                "frame",
                new Frame(locale, place, /* isSignedIn= */ false),
                "sentence",
                problem.sentence().in(locale));
        return Answer.html(Answer.statusOf(problem), Templates.render("error", shown))
                .because(problem);
    }

    @Override
    public Answer dress(Call call, Answer answer) {
        if (!answer.has(POLICY)) {
            answer.with(POLICY, policy());
        }
        return answer.with(REFERRER).with(NO_FRAMES).with(VARY);
    }
}
