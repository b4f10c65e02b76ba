package social.ramage.mastodon;

import java.util.List;
import social.ramage.account.Accounts;
import social.ramage.account.Restriction;
import social.ramage.account.Scope;
import social.ramage.follow.FollowPage;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.problem.Refusal;
import social.ramage.safety.Moderator;
import social.ramage.safety.Report;
import social.ramage.safety.Safety;
import social.ramage.safety.Wanted;
import social.ramage.safety.Why;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Endpoint;
import social.ramage.web.Params;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** What moderators do, as far as Mastodon's API has words for it. */
final class AdminEndpoints {
    private static final int USUAL = 40;
    private static final int MAX = 80;

    private final Callers callers;
    private final Accounts accounts;
    private final Safety safety;
    private final AdminJson json;
    private final Pages pages;

    AdminEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.accounts = doors.accounts();
        this.safety = doors.safety();
        this.json = new AdminJson(doors, renderers);
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/admin/accounts", this::accounts)
                .get("/api/v1/admin/accounts/{id}", this::account)
                .post("/api/v1/admin/accounts/{id}/action", this::act)
                .post("/api/v1/admin/accounts/{id}/unsuspend", release(Restriction.SUSPENDED))
                .post("/api/v1/admin/accounts/{id}/unsilence", release(Restriction.LIMITED))
                .post("/api/v1/admin/accounts/{id}/enable", release(Restriction.FROZEN))
                .get("/api/v1/admin/reports", this::reports)
                .get("/api/v1/admin/reports/{id}", this::report)
                .post("/api/v1/admin/reports/{id}/assign_to_self", handle(safety.queue()::assign))
                .post("/api/v1/admin/reports/{id}/unassign", handle(safety.queue()::unassign))
                .post("/api/v1/admin/reports/{id}/resolve", handle(safety.queue()::resolve))
                .post("/api/v1/admin/reports/{id}/reopen", handle(safety.queue()::reopen));
    }

    private Answer accounts(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_READ_ACCOUNTS));
        var range = Pages.follows(call.params(), USUAL, MAX);
        var found = wanted(call.params(), range);
        // Handles that begin alike come all at once.
        var answer = Answer.json(json.accounts(moderator, found));
        return isByHandle(call.params()) ? answer : pages.whenFull(call, answer, found, range.max(), AccountId::value);
    }

    private static boolean isByHandle(Params params) {
        return !params.text("username").isBlank();
    }

    /** One filter at a time; of those that nobody here can meet, none. */
    private List<AccountId> wanted(Params params, FollowPage range) {
        if (isByHandle(params)) {
            return accounts.startingWith(params.text("username").strip(), range.max());
        }
        if (params.isTrue("remote") || params.isTrue("pending")) {
            return List.of();
        }
        return params.isTrue("suspended")
                ? accounts.restricted(Restriction.SUSPENDED, range.before(), range.after(), range.max())
                : params.isTrue("silenced")
                        ? accounts.restricted(Restriction.LIMITED, range.before(), range.after(), range.max())
                        : params.isTrue("disabled")
                                ? accounts.restricted(Restriction.FROZEN, range.before(), range.after(), range.max())
                                : accounts.newest(range.before(), range.after(), range.max());
    }

    private Answer account(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_READ_ACCOUNTS));
        return account(moderator, id(call));
    }

    private Answer act(Call call) {
        var moderator = moderator(callers.signedIn(call, Scope.ADMIN_WRITE_ACCOUNTS));
        var id = id(call);
        var params = call.params();
        var why = Why.parse(params.id("report_id"), params.text("text"));
        switch (params.get("type")) {
            case "none" -> safety.sanctions().answer(moderator, id, why);
            case "suspend" -> safety.sanctions().restrict(moderator, id, Restriction.SUSPENDED, why);
            case "silence" -> safety.sanctions().restrict(moderator, id, Restriction.LIMITED, why);
            case "disable" -> safety.sanctions().restrict(moderator, id, Restriction.FROZEN, why);
            default -> throw Refusal.invalid("type", "problem.action");
        }
        return Answer.json(new Segments().add("{}"));
    }

    private Endpoint release(Restriction restriction) {
        return call -> {
            var moderator = moderator(callers.signedIn(call, Scope.ADMIN_WRITE_ACCOUNTS));
            safety.sanctions().release(moderator, id(call), restriction);
            return account(moderator, id(call));
        };
    }

    private Answer reports(Call call) {
        var viewer = callers.signedIn(call, Scope.ADMIN_READ_REPORTS);
        var moderator = moderator(viewer);
        var params = call.params();
        var range = Pages.follows(params, USUAL, MAX);
        var wanted = new Wanted(
                params.isTrue("resolved") ? Wanted.State.RESOLVED : Wanted.State.OPEN,
                params.id("target_account_id").map(AccountId::new),
                params.id("account_id").map(AccountId::new));
        var page = safety.queue().page(moderator, wanted, range);
        return pages.whenFull(call, Answer.json(json.reports(moderator, page, viewer)), page, range.max(), Report::id);
    }

    private Answer report(Call call) {
        var viewer = callers.signedIn(call, Scope.ADMIN_READ_REPORTS);
        var moderator = moderator(viewer);
        return report(moderator, safety.queue().get(moderator, call.idPart("id")), viewer);
    }

    private interface Handling {
        Report run(Moderator by, long id);
    }

    private Endpoint handle(Handling handling) {
        return call -> {
            var viewer = callers.signedIn(call, Scope.ADMIN_WRITE_REPORTS);
            var moderator = moderator(viewer);
            return report(moderator, handling.run(moderator, call.idPart("id")), viewer);
        };
    }

    private Moderator moderator(Viewer viewer) {
        return safety.moderators().letIn(viewer.account().orElseThrow());
    }

    private static AccountId id(Call call) {
        return new AccountId(call.idPart("id"));
    }

    private Answer account(Moderator reader, AccountId id) {
        accounts.get(id);
        var to = new Segments();
        json.account(reader, id, to);
        return Answer.json(to);
    }

    private Answer report(Moderator reader, Report report, Viewer viewer) {
        var to = new Segments();
        json.report(reader, report, viewer, to);
        return Answer.json(to);
    }
}
