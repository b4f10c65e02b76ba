package social.ramage.page;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.ramage.client.Client;
import social.ramage.client.Clients;
import social.ramage.id.ClientId;
import social.ramage.person.Doorway;
import social.ramage.person.Invitation;
import social.ramage.person.Passkey;
import social.ramage.person.Password;
import social.ramage.person.People;
import social.ramage.person.Secret;
import social.ramage.person.Session;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;

/** How somebody signs in, where they are signed in, and what acts for them. */
public final class SettingsPages {
    private static final int DAYS_MAX = 365;

    private final Doorway doorway;
    private final People people;
    private final Clients clients;
    private final Visitors visitors;
    private final Templates templates;
    private final RateLimits limits;
    private final String url;

    SettingsPages(PeoplePages.Doors doors, Visitors visitors, Templates templates, RateLimits limits, String url) {
        this.doorway = doors.doorway();
        this.people = doors.people();
        this.clients = doors.clients();
        this.visitors = visitors;
        this.templates = templates;
        this.limits = limits;
        this.url = url;
    }

    void addTo(Routes routes) {
        routes.get("/settings", call -> show(call, 200, ""))
                .post("/settings/sessions/end", this::endOthers)
                .post("/settings/sessions/{id}/end", this::end)
                .post("/settings/clients/{id}/dismiss", this::dismiss)
                .post("/settings/password", this::changePassword)
                .post("/settings/email", this::askEmail)
                .get("/settings/email/{secret}", this::confirmEmail)
                .post("/settings/email/{secret}", this::changeEmail)
                .post("/settings/passkeys", this::addPasskey)
                .post("/settings/passkeys/remove", this::removePasskey)
                .post("/settings/invitations", this::invite)
                .post("/settings/invitations/{id}/withdraw", this::withdraw);
    }

    /**
     * What the page shows.
     *
     * @param isFresh whether they proved who they are not long ago
     * @param challenge for a new passkey, in Base64 for URLs
     * @param personKey by which a device tells people apart; it says nothing about them
     */
    public record Shown(
            Session current,
            boolean isFresh,
            List<Session> sessions,
            List<Client> clients,
            String email,
            boolean hasCode,
            List<Passkey> passkeys,
            List<Invitation> invitations,
            String challenge,
            String personKey,
            String url) {
        public int passwordMin() {
            return Password.CHARACTERS_MIN;
        }

        public String host() {
            return URI.create(url).getHost();
        }

        public String linkOf(Invitation invitation) {
            return url + "/invitation/" + invitation.code();
        }
    }

    private Answer show(Call call, int status, String problem) {
        var session = visitors.signedIn(call);
        limits.count(call, RateLimits.Kind.ACCOUNT, session.account().toString());
        var person = people.get(session.person());
        var key = ByteBuffer.allocate(Long.BYTES).putLong(person.id().value()).array();
        var shown = new Shown(
                session,
                visitors.isFresh(session),
                doorway.sessions().of(person.id()),
                clients.actingFor(session.account()),
                person.email().value(),
                person.hasCode(),
                doorway.passkeys().of(person.id()),
                doorway.invitations().by(session.account()),
                doorway.passkeys().challenge().value(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                url);
        return templates.show(call, status, "settings", Map.of("shown", shown, "problem", problem));
    }

    private Answer endOthers(Call call) {
        doorway.sessions().endOthers(visitors.signedIn(call));
        return back();
    }

    private Answer end(Call call) {
        doorway.sessions().end(visitors.signedIn(call).person(), call.idPart("id"));
        return back();
    }

    private Answer dismiss(Call call) {
        clients.dismiss(visitors.signedIn(call).account(), new ClientId(call.idPart("id")));
        return back();
    }

    private Answer changePassword(Call call) {
        var session = visitors.fresh(call);
        return orSay(
                call,
                () -> doorway.credentials()
                        .changePassword(session, call.params().text("password")));
    }

    private Answer askEmail(Call call) {
        var session = visitors.fresh(call);
        limits.count(call, RateLimits.Kind.SIGN_IN, call.address());
        return orSay(call, () -> {
            var email = call.params().text("email");
            doorway.credentials()
                    .askEmail(session.person(), email, secret -> url + "/settings/email/" + secret.value());
        });
    }

    private Answer confirmEmail(Call call) {
        doorway.credentials().checkEmailLink(new Secret(call.part("secret")));
        var frame = new Frame(call.locale(), "", /* isSignedIn= */ true);
        return templates.show(
                call,
                200,
                "press",
                Map.of(
                        "title", frame.say("page.email.new"),
                        "text", frame.say("page.email.press"),
                        "button", frame.say("page.email.change")));
    }

    private Answer changeEmail(Call call) {
        doorway.credentials().changeEmail(new Secret(call.part("secret")));
        return back();
    }

    private Answer addPasskey(Call call) {
        var session = visitors.fresh(call);
        var params = call.params();
        return orSay(
                call, () -> doorway.passkeys().add(session.person(), params.text("answer"), params.text("name"), url));
    }

    private Answer removePasskey(Call call) {
        doorway.passkeys().remove(visitors.fresh(call).person(), call.params().text("id"));
        return back();
    }

    private Answer invite(Call call) {
        var session = visitors.signedIn(call);
        return orSay(call, () -> {
            int uses = call.params().whole("uses", 1);
            int days = call.params().whole("days", 0);
            doorway.invitations()
                    .create(
                            session.account(),
                            uses,
                            days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(Math.min(days, DAYS_MAX))));
        });
    }

    private Answer withdraw(Call call) {
        doorway.invitations().withdraw(visitors.signedIn(call).account(), call.idPart("id"));
        return back();
    }

    private Answer orSay(Call call, Runnable change) {
        try {
            change.run();
            return back();
        } catch (Refusal refusal) {
            var problem = refusal.problem();
            return show(call, Answer.statusOf(problem), problem.sentence().in(call.locale()));
        }
    }

    private static Answer back() {
        return Answer.seeOther("/settings");
    }
}
