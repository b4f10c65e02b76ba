package social.ramage.safety;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;

/**
 * The only way to report. Only what the reporter may see is taken, with what they see around it: moderators are shown
 * no more than that.
 */
public final class Reports {
    /** Of one reporter, that no moderator has answered. */
    static final int OPEN_MAX = 50;

    /** Posts before a reported one, and after it, that are kept with it. */
    static final int AROUND_EACH_MAX = 10;

    /** And with all reported posts of one report. */
    static final int AROUND_MAX = 100;

    private final Database db;
    private final Accounts accounts;
    private final Posts posts;
    private final Rules rules;
    private final Ids ids;
    private final ReportStore store = new ReportStore();

    Reports(Database db, Accounts accounts, Posts posts, Rules rules, Ids ids) {
        this.db = db;
        this.accounts = accounts;
        this.posts = posts;
        this.rules = rules;
        this.ids = ids;
    }

    /**
     * @throws Refusal NotFound for an account that is not there, and for posts that are not there, not that account's,
     *     or not for the reporter to see; Invalid for one's own account, rules that are none, or too many at once
     */
    public Report file(Viewer reporter, ReportDraft draft) {
        var me = reporter.account().orElseThrow(Refusal::notFound);
        accounts.get(draft.account());
        if (me.equals(draft.account())) {
            throw Refusal.invalid("account_id", "problem.report_self");
        }
        var known = rules.all().stream().map(Rule::id).toList();
        if (!known.containsAll(draft.rules())) {
            throw Refusal.invalid("rule_ids", "problem.rule_unknown");
        }
        var reported = reported(reporter, draft);
        var around = around(reporter, reported);
        return db.transact(tx -> {
            if (store.countOpen(tx, me) >= OPEN_MAX) {
                throw Refusal.invalid("account_id", "problem.reports_max", OPEN_MAX);
            }
            var report = new Report(
                    ids.next(),
                    me,
                    draft.account(),
                    draft.category(),
                    draft.comment(),
                    reported,
                    draft.rules(),
                    new Report.Handling(Optional.empty(), Optional.empty(), Optional.empty(), ids.now()));
            store.insert(tx, report, around);
            return report;
        });
    }

    private List<PostId> reported(Viewer reporter, ReportDraft draft) {
        var wanted = draft.posts().stream().map(PostId::value).toList();
        var shown = posts.visible(wanted, reporter);
        if (shown.size() < wanted.size()) {
            throw Refusal.notFound();
        }
        return shown.stream().map(one -> of(one, draft.account())).distinct().toList();
    }

    /** Somebody may report a post, or that it was passed on. */
    private static PostId of(Shown shown, AccountId account) {
        if (shown.meant().author().equals(account)) {
            return shown.meant().id();
        }
        if (shown.post().author().equals(account)) {
            return shown.post().id();
        }
        throw Refusal.notFound();
    }

    private List<PostId> around(Viewer reporter, List<PostId> reported) {
        Set<PostId> around = new LinkedHashSet<>();
        for (var id : reported) {
            var context = posts.context(id, reporter);
            var before = context.ancestors();
            var near = new ArrayList<>(before.subList(Math.max(0, before.size() - AROUND_EACH_MAX), before.size()));
            near.addAll(context.descendants()
                    .subList(0, Math.min(AROUND_EACH_MAX, context.descendants().size())));
            near.forEach(shown -> around.add(shown.post().id()));
        }
        reported.forEach(around::remove);
        return around.stream().limit(AROUND_MAX).toList();
    }
}
