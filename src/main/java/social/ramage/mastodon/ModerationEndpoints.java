package social.ramage.mastodon;

import java.util.List;
import java.util.Locale;
import social.ramage.account.Scope;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.person.Opening;
import social.ramage.problem.Refusal;
import social.ramage.safety.LoggedAct;
import social.ramage.safety.Moderator;
import social.ramage.safety.Safety;
import social.ramage.safety.Why;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** What moderators do and Mastodon's API has no words for: additions of ours. */
final class ModerationEndpoints {
    private static final String ROOT = "/api/ramage/v1/moderation";
    private static final int USUAL = 40;
    private static final int MAX = 80;

    private final Callers callers;
    private final Safety safety;
    private final AccountsJson accountsJson;
    private final StatusJson statusJson;
    private final Pages pages;

    ModerationEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.safety = doors.safety();
        this.accountsJson = renderers.accounts();
        this.statusJson = renderers.status();
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get(ROOT + "/reports/{id}/context", this::context)
                .delete(ROOT + "/statuses/{id}", this::deletePost)
                .get(ROOT + "/log", this::log)
                .get(ROOT + "/accounts/{id}/notes", this::notes)
                .post(ROOT + "/accounts/{id}/notes", this::note)
                .get(ROOT + "/moderators", this::moderators)
                .post(ROOT + "/moderators/{id}", this::appoint)
                .delete(ROOT + "/moderators/{id}", this::dismiss)
                .get(ROOT + "/sign_up", this::signUp)
                .put(ROOT + "/sign_up", this::setSignUp)
                .post(ROOT + "/rules", this::addRule)
                .delete(ROOT + "/rules/{id}", this::withdrawRule);
    }

    private Answer context(Call call) {
        var viewer = callers.signedIn(call, Scope.ADMIN_READ_REPORTS);
        var moderator = moderator(viewer);
        var report = safety.queue().get(moderator, call.idPart("id"));
        var to = new Segments().add("{\"statuses\":");
        statusJson.addAll(safety.queue().posts(moderator, report, viewer), viewer, to);
        to.add(",\"around\":");
        statusJson.addAll(safety.queue().around(moderator, report, viewer), viewer, to);
        return Answer.json(to.add("}"));
    }

    private Answer deletePost(Call call) {
        var viewer = callers.signedIn(call, Scope.ADMIN_WRITE_REPORTS);
        var moderator = moderator(viewer);
        var params = call.params();
        var why = Why.parse(params.id("report_id"), params.text("text"));
        safety.sanctions().delete(moderator, viewer, new PostId(call.idPart("id")), why);
        return empty();
    }

    private Answer log(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_READ));
        var range = Pages.follows(call.params(), USUAL, MAX);
        var page = safety.log().page(moderator, range);
        return pages.whenFull(call, Answer.json(json(page)), page, range.max(), LoggedAct::id);
    }

    private Answer notes(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_READ_ACCOUNTS));
        var range = Pages.follows(call.params(), USUAL, MAX);
        var page = safety.log().notes(moderator, id(call), range);
        return pages.whenFull(call, Answer.json(json(page)), page, range.max(), LoggedAct::id);
    }

    private Answer note(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_WRITE_ACCOUNTS));
        safety.sanctions().note(moderator, id(call), call.params().text("content"));
        return empty();
    }

    private Answer moderators(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_READ_ACCOUNTS));
        return Answer.json(accountsJson.all(safety.moderators().all(moderator)));
    }

    private Answer appoint(Call call) {
        safety.moderators().appoint(moderator(callers.signedIn(call, Scope.ADMIN_WRITE_ACCOUNTS)), id(call));
        return empty();
    }

    private Answer dismiss(Call call) {
        safety.moderators().dismiss(moderator(callers.signedIn(call, Scope.ADMIN_WRITE_ACCOUNTS)), id(call));
        return empty();
    }

    private Answer signUp(Call call) {
        moderator(callers.signedIn(call, Scope.ADMIN_READ));
        return state();
    }

    private Answer setSignUp(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_WRITE));
        safety.sanctions()
                .signUp(
                        moderator,
                        switch (call.params().get("state")) {
                            case "open" -> Opening.OPEN;
                            case "invitation" -> Opening.INVITATION;
                            case "closed" -> Opening.CLOSED;
                            default -> throw Refusal.invalid("state", "problem.sign_up_state");
                        });
        return state();
    }

    private Answer addRule(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_WRITE));
        var params = call.params();
        var rule = safety.rules().add(moderator, params.text("text"), params.text("hint"));
        return Answer.json(new Segments().add(RulesJson.one(rule)));
    }

    private Answer withdrawRule(Call call) {
        safety.rules().withdraw(moderator(callers.signedIn(call, Scope.ADMIN_WRITE)), call.idPart("id"));
        return empty();
    }

    private Moderator moderator(Viewer viewer) {
        return safety.moderators().letIn(viewer.account().orElseThrow());
    }

    private static AccountId id(Call call) {
        return new AccountId(call.idPart("id"));
    }

    private Answer state() {
        var state = safety.signUp().name().toLowerCase(Locale.ROOT);
        return Answer.json(new Segments()
                .add(new JsonText().raw("{").text("state", state).raw("}").bytes()));
    }

    private static Answer empty() {
        return Answer.json(new Segments().add("{}"));
    }

    private static Segments json(List<LoggedAct> acts) {
        var to = new Segments().add("[");
        for (int i = 0; i < acts.size(); i++) {
            to.add(i == 0 ? "" : ",").add(json(acts.get(i)));
        }
        return to.add("]");
    }

    private static byte[] json(LoggedAct act) {
        return new JsonText()
                .raw("{")
                .id("id", act.id())
                .time("created_at", act.at())
                .id("moderator_id", act.moderator().value())
                .text("act", act.act().name().toLowerCase(Locale.ROOT))
                .id("account_id", act.subject().account().map(AccountId::value))
                .id("status_id", act.subject().post().map(PostId::value))
                .id("report_id", act.subject().report())
                .text("text", act.words())
                .raw("}")
                .bytes();
    }
}
