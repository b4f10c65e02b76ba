package social.ramage.page;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import social.ramage.account.Accounts;
import social.ramage.person.Secret;
import social.ramage.person.Session;
import social.ramage.person.Sessions;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Answer;
import social.ramage.web.Call;

/** Who looks at a page: known by the cookie that their browser was given when they signed in. */
final class Visitors {
    /** How long after somebody has proved who they are they may change how they do so. */
    static final Duration FRESH_FOR = Duration.ofMinutes(30);

    private final Sessions sessions;
    private final Accounts accounts;
    private final Clock clock;
    private final boolean isSecure;

    Visitors(Sessions sessions, Accounts accounts, String url, Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.clock = clock;
        this.isSecure = url.startsWith("https:");
    }

    Optional<Session> find(Call call) {
        return call.cookie(name()).flatMap(value -> sessions.find(new Secret(value)));
    }

    /** @throws Refusal SignedOut, Forbidden when nobody may act for the account */
    Session signedIn(Call call) {
        var session =
                find(call).orElseThrow(() -> new Refusal(new Problem.SignedOut(Sentence.of("problem.signed_out"))));
        accounts.refuseRestricted(session.account());
        return session;
    }

    boolean isFresh(Session session) {
        return session.createdAt().plus(FRESH_FOR).isAfter(clock.instant());
    }

    /** @throws Refusal SignedOut, Forbidden when it is too long ago that they proved who they are */
    Session fresh(Call call) {
        var session = signedIn(call);
        if (!isFresh(session)) {
            throw Refusal.forbidden("page.settings.stale");
        }
        return session;
    }

    Answer keep(Answer answer, Secret secret) {
        return answer.with("Set-Cookie", cookie(secret.value(), Sessions.IDLE_MAX));
    }

    Answer forget(Answer answer) {
        return answer.with("Set-Cookie", cookie("", Duration.ZERO));
    }

    /** The prefix makes browsers take it from an encrypted connection to this very host only. */
    private String name() {
        return isSecure ? "__Host-session" : "session";
    }

    private String cookie(String value, Duration maxAge) {
        return name() + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + maxAge.toSeconds()
                + (isSecure ? "; Secure" : "");
    }
}
