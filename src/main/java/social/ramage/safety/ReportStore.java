package social.ramage.safety;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.follow.FollowPage;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

final class ReportStore {
    private static final String INSERT = """
            insert into report (id, reporter_id, account_id, category, comment, updated_at)
            values (:id, :reporter, :account, :category, :comment, :at)
            """;
    private static final String KEEP_POST = """
            insert into report_post (report_id, post_id, kind) values (:id, :post, :kind) on conflict do nothing
            """;
    private static final String NAME_RULE = """
            insert into report_rule (report_id, rule_id) values (:id, :rule)
            """;
    private static final String COUNT_OPEN = """
            select count(*) as reports from report where reporter_id = :reporter and resolved_at is null
            """;
    private static final String BY_ID = """
            select * from report where id = :id
            """;
    private static final String OPEN = """
            select * from report
            where resolved_at is null and id < :before and id > :after
              and (cast(:account as bigint) is null or account_id = :account)
              and (cast(:reporter as bigint) is null or reporter_id = :reporter)
            order by id desc limit :max
            """;
    private static final String RESOLVED = """
            select * from report
            where resolved_at is not null and id < :before and id > :after
              and (cast(:account as bigint) is null or account_id = :account)
              and (cast(:reporter as bigint) is null or reporter_id = :reporter)
            order by id desc limit :max
            """;
    private static final String POSTS_OF = """
            select report_id, post_id from report_post where report_id in (<ids>) and kind = :kind
            order by report_id, post_id
            """;
    private static final String RULES_OF = """
            select report_id, rule_id from report_rule where report_id in (<ids>) order by report_id, rule_id
            """;
    private static final String IS_REPORTED = """
            select 1 as found from report_post where post_id = :post and kind = 'REPORTED' limit 1
            """;
    private static final String ASSIGN = """
            update report set assigned_id = cast(:moderator as bigint), updated_at = :at where id = :id
            """;
    private static final String RESOLVE = """
            update report set resolved_by_id = :moderator, resolved_at = :at, updated_at = :at
            where id = :id and resolved_at is null
            """;
    private static final String REOPEN = """
            update report set resolved_by_id = null, resolved_at = null, updated_at = :at
            where id = :id and resolved_at is not null
            """;

    enum Kind {
        REPORTED,
        AROUND
    }

    void insert(Tx tx, Report report, List<PostId> around) {
        tx.sql(INSERT)
                .bind("id", report.id())
                .bind("reporter", report.reporter().value())
                .bind("account", report.account().value())
                .bind("category", report.category().name())
                .bind("comment", report.comment())
                .bind("at", report.handling().updatedAt())
                .run();
        keep(tx, report, report.posts(), Kind.REPORTED);
        keep(tx, report, around, Kind.AROUND);
        report.rules()
                .forEach(rule -> tx.sql(NAME_RULE)
                        .bind("id", report.id())
                        .bind("rule", rule)
                        .run());
    }

    long countOpen(Tx tx, AccountId reporter) {
        return tx.sql(COUNT_OPEN).bind("reporter", reporter.value()).get(row -> row.number("reports"));
    }

    Optional<Report> find(Tx tx, long id) {
        return whole(tx, tx.sql(BY_ID).bind("id", id).list(ReportStore::toReport)).stream()
                .findFirst();
    }

    List<Report> page(Tx tx, Wanted wanted, FollowPage page) {
        return whole(
                tx,
                tx.sql(wanted.state() == Wanted.State.RESOLVED ? RESOLVED : OPEN)
                        .bindNumber("account", wanted.account().map(AccountId::value))
                        .bindNumber("reporter", wanted.reporter().map(AccountId::value))
                        .bind("before", page.before())
                        .bind("after", page.after())
                        .bind("max", page.max())
                        .list(ReportStore::toReport));
    }

    /** The posts around those that were reported. */
    List<PostId> around(Tx tx, Report report) {
        return posts(tx, List.of(report.id()), Kind.AROUND).getOrDefault(report.id(), List.of());
    }

    boolean isReported(Tx tx, PostId post) {
        return tx.sql(IS_REPORTED).bind("post", post.value()).first(_ -> true).isPresent();
    }

    void assign(Tx tx, long id, Optional<AccountId> moderator, Instant at) {
        tx.sql(ASSIGN)
                .bind("id", id)
                .bindNumber("moderator", moderator.map(AccountId::value))
                .bind("at", at)
                .run();
    }

    /** @return whether it was open */
    boolean resolve(Tx tx, long id, AccountId moderator, Instant at) {
        return tx.sql(RESOLVE)
                        .bind("id", id)
                        .bind("moderator", moderator.value())
                        .bind("at", at)
                        .run()
                == 1;
    }

    /** @return whether it was resolved */
    boolean reopen(Tx tx, long id, Instant at) {
        return tx.sql(REOPEN).bind("id", id).bind("at", at).run() == 1;
    }

    private static void keep(Tx tx, Report report, List<PostId> posts, Kind kind) {
        posts.forEach(post -> tx.sql(KEEP_POST)
                .bind("id", report.id())
                .bind("post", post.value())
                .bind("kind", kind.name())
                .run());
    }

    private static List<Report> whole(Tx tx, List<Report> found) {
        if (found.isEmpty()) {
            return found;
        }
        var ids = found.stream().map(Report::id).toList();
        var postsByReport = posts(tx, ids, Kind.REPORTED);
        var rulesByReport = new HashMap<Long, List<Long>>();
        tx.sql(RULES_OF)
                .bindList("ids", ids)
                .list(row -> rulesByReport
                        .computeIfAbsent(row.number("report_id"), _ -> new ArrayList<>())
                        .add(row.number("rule_id")));
        return found.stream()
                .map(report -> new Report(
                        report.id(),
                        report.reporter(),
                        report.account(),
                        report.category(),
                        report.comment(),
                        postsByReport.getOrDefault(report.id(), List.of()),
                        rulesByReport.getOrDefault(report.id(), List.of()),
                        report.handling()))
                .toList();
    }

    private static Map<Long, List<PostId>> posts(Tx tx, List<Long> ids, Kind kind) {
        var postsByReport = new HashMap<Long, List<PostId>>();
        tx.sql(POSTS_OF)
                .bindList("ids", ids)
                .bind("kind", kind.name())
                .list(row -> postsByReport
                        .computeIfAbsent(row.number("report_id"), _ -> new ArrayList<>())
                        .add(new PostId(row.number("post_id"))));
        return postsByReport;
    }

    private static Report toReport(Row row) {
        return new Report(
                row.number("id"),
                new AccountId(row.number("reporter_id")),
                new AccountId(row.number("account_id")),
                Category.valueOf(row.text("category")),
                row.text("comment"),
                List.of(),
                List.of(),
                new Report.Handling(
                        row.findNumber("assigned_id").map(AccountId::new),
                        row.findNumber("resolved_by_id").map(AccountId::new),
                        row.findInstant("resolved_at"),
                        row.instant("updated_at")));
    }
}
