package social.ramage.mastodon;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import social.ramage.account.Accounts;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.person.People;
import social.ramage.person.Person;
import social.ramage.safety.Moderator;
import social.ramage.safety.Report;
import social.ramage.safety.Safety;
import social.ramage.web.Segments;

/** Mastodon's entities for moderators. Addresses of mail are for owners only. */
final class AdminJson {
    private final Accounts accounts;
    private final People people;
    private final Safety safety;
    private final AccountJson accountJson;
    private final StatusJson statusJson;

    AdminJson(MastodonApi.Doors doors, Renderers renderers) {
        this.accounts = doors.accounts();
        this.people = doors.people();
        this.safety = doors.safety();
        this.accountJson = renderers.account();
        this.statusJson = renderers.status();
    }

    void account(Moderator reader, AccountId id, Segments to) {
        var view = accounts.view(id);
        var account = view.row().orElseThrow();
        var pilot = people.pilotOf(id);
        to.add(new JsonText()
                .raw("{")
                .id("id", id.value())
                .text("username", account.handle().value())
                .value("domain", "null")
                .time("created_at", account.createdAt())
                .text(
                        "email",
                        pilot.filter(_ -> reader.isOwner()).map(it -> it.email().value()))
                .value("ip", "null")
                .value("ips", "[]")
                .text("locale", pilot.map(Person::locale).map(Locale::toLanguageTag))
                .value("invite_request", "null")
                .value("role", RoleJson.of(safety.moderators().role(id)))
                .truth("confirmed", true)
                .truth("approved", true)
                .truth("disabled", account.standing().frozenAt().isPresent())
                .truth("sensitized", false)
                .truth("silenced", account.standing().limitedAt().isPresent())
                .truth("suspended", account.isSuspended())
                .raw(",\"account\":")
                .bytes());
        accountJson.add(view, to);
        to.add("}");
    }

    void report(Moderator reader, Report report, Viewer viewer, Segments to) {
        to.add(ReportEndpoints.head(new JsonText().raw("{"), report)
                .time("updated_at", report.handling().updatedAt())
                .raw(",\"account\":")
                .bytes());
        account(reader, report.reporter(), to);
        to.add(",\"target_account\":");
        account(reader, report.account(), to);
        to.add(",\"assigned_account\":");
        accountOrNull(reader, report.handling().assigned(), to);
        to.add(",\"action_taken_by_account\":");
        accountOrNull(reader, report.handling().resolvedBy(), to);
        to.add(",\"statuses\":");
        statusJson.addAll(safety.queue().posts(reader, report, viewer), viewer, to);
        to.add(",\"rules\":").add(RulesJson.all(safety.rules().named(report))).add("}");
    }

    Segments accounts(Moderator reader, List<AccountId> ids) {
        var to = new Segments().add("[");
        for (int i = 0; i < ids.size(); i++) {
            to.add(i == 0 ? "" : ",");
            account(reader, ids.get(i), to);
        }
        return to.add("]");
    }

    Segments reports(Moderator reader, List<Report> reports, Viewer viewer) {
        var to = new Segments().add("[");
        for (int i = 0; i < reports.size(); i++) {
            to.add(i == 0 ? "" : ",");
            report(reader, reports.get(i), viewer, to);
        }
        return to.add("]");
    }

    private void accountOrNull(Moderator reader, Optional<AccountId> id, Segments to) {
        id.ifPresentOrElse(it -> account(reader, it, to), () -> to.add("null"));
    }
}
