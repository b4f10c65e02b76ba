package social.ramage.safety;

import java.util.List;
import java.util.Optional;
import social.ramage.db.Row;
import social.ramage.db.Sql;
import social.ramage.db.Tx;
import social.ramage.follow.FollowPage;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** The log of what moderators did: rows are added, and neither changed nor deleted. */
final class ActStore {
    private static final String ADD = """
            insert into moderation_log (id, moderator_id, act, account_id, post_id, report_id, words)
            values (:id, :moderator, :act, cast(:account as bigint), cast(:post as bigint), cast(:report as bigint),
                    :words)
            """;
    private static final String PAGE = """
            select * from moderation_log where id < :before and id > :after order by id desc limit :max
            """;
    private static final String PAGE_OF = """
            select * from moderation_log
            where account_id = :account and act = :act and id < :before and id > :after
            order by id desc limit :max
            """;

    void add(Tx tx, LoggedAct act) {
        tx.sql(ADD)
                .bind("id", act.id())
                .bind("moderator", act.moderator().value())
                .bind("act", act.act().name())
                .bindNumber("account", act.subject().account().map(AccountId::value))
                .bindNumber("post", act.subject().post().map(PostId::value))
                .bindNumber("report", act.subject().report())
                .bind("words", act.words())
                .run();
    }

    List<LoggedAct> page(Tx tx, FollowPage page) {
        return page(tx.sql(PAGE), page);
    }

    List<LoggedAct> notes(Tx tx, AccountId account, FollowPage page) {
        return page(tx.sql(PAGE_OF).bind("account", account.value()).bind("act", Act.NOTE.name()), page);
    }

    private static List<LoggedAct> page(Sql sql, FollowPage page) {
        return sql.bind("before", page.before())
                .bind("after", page.after())
                .bind("max", page.max())
                .list(ActStore::toAct);
    }

    private static LoggedAct toAct(Row row) {
        return new LoggedAct(
                row.number("id"),
                new AccountId(row.number("moderator_id")),
                Act.valueOf(row.text("act")),
                new LoggedAct.Subject(
                        row.findNumber("account_id").map(AccountId::new),
                        row.findNumber("post_id").map(PostId::new),
                        Optional.of(row.number("report_id")).filter(report -> report > 0)),
                row.text("words"));
    }
}
