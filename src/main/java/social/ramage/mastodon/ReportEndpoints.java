package social.ramage.mastodon;

import java.util.List;
import java.util.Locale;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.id.AccountId;
import social.ramage.id.DecimalId;
import social.ramage.id.PostId;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.safety.Category;
import social.ramage.safety.Report;
import social.ramage.safety.ReportDraft;
import social.ramage.safety.Reports;
import social.ramage.safety.Rules;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Params;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** What everybody may do about what should not be: read the rules, and report. */
final class ReportEndpoints {
    private final Callers callers;
    private final Accounts accounts;
    private final Reports reports;
    private final Rules rules;
    private final AccountJson accountJson;

    ReportEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.accounts = doors.accounts();
        this.reports = doors.safety().reports();
        this.rules = doors.safety().rules();
        this.accountJson = renderers.account();
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/instance/rules", this::rules).post("/api/v1/reports", this::report);
    }

    private Answer rules(Call call) {
        callers.admit(call);
        return Answer.json(new Segments().add(RulesJson.all(rules.all())));
    }

    private Answer report(Call call) {
        var reporter = callers.signedIn(call, Scope.WRITE_REPORTS);
        return Answer.json(json(reports.file(reporter, draft(call.params()))));
    }

    private static ReportDraft draft(Params params) {
        var account = params.id("account_id")
                .orElseThrow(() -> new Refusal(new Problem.Unreadable(Sentence.of("problem.missing", "account_id"))));
        return ReportDraft.parse(
                new AccountId(account),
                ids(params, "status_ids").stream().map(PostId::new).toList(),
                params.text("comment"),
                category(params.text("category")),
                ids(params, "rule_ids"));
    }

    /** @throws Refusal NotFound for what is no id: nothing can have it */
    private static List<Long> ids(Params params, String name) {
        return params.list(name).stream()
                .filter(id -> !id.isBlank())
                .map(id -> DecimalId.parse(id.strip()).orElseThrow(Refusal::notFound))
                .toList();
    }

    private static Category category(String sent) {
        return switch (sent) {
            case "", "other" -> Category.OTHER;
            case "spam" -> Category.SPAM;
            case "legal" -> Category.LEGAL;
            case "violation" -> Category.VIOLATION;
            default -> throw Refusal.invalid("category", "problem.category");
        };
    }

    private Segments json(Report report) {
        var json = new JsonText().raw("{");
        head(json, report)
                .value(
                        "status_ids",
                        ids(report.posts().stream().map(PostId::value).toList()))
                .value("rule_ids", ids(report.rules()))
                .value("collection_ids", "[]")
                .raw(",\"target_account\":");
        var body = new Segments().add(json.bytes());
        accountJson.add(accounts.view(report.account()), body);
        return body.add("}");
    }

    /** What a reporter and a moderator are told alike. */
    static JsonText head(JsonText json, Report report) {
        return json.id("id", report.id())
                .truth("action_taken", report.handling().resolvedAt().isPresent())
                .time("action_taken_at", report.handling().resolvedAt())
                .text("category", report.category().name().toLowerCase(Locale.ROOT))
                .text("comment", report.comment())
                .truth("forwarded", false)
                .time("created_at", report.createdAt());
    }

    private static String ids(List<Long> ids) {
        return ids.stream().map(id -> "\"" + id + "\"").toList().toString();
    }
}
