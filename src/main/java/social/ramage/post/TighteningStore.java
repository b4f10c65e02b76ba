package social.ramage.post;

import java.util.List;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;

final class TighteningStore {
    private static final String BEGIN = """
            insert into tightening (account_id, done_to, up_to) values (:author, 0, :upTo)
            on conflict (account_id) do update set done_to = 0, up_to = excluded.up_to
            """;
    private static final String FIND = """
            select done_to, up_to from tightening where account_id = :author
            """;
    private static final String NEXT = """
            select account_id from tightening order by account_id limit 1
            """;
    private static final String MOVE = """
            update tightening set done_to = :doneTo where account_id = :author
            """;
    private static final String END = """
            delete from tightening where account_id = :author
            """;
    private static final String TIGHTEN = """
            update post set visibility = 'FOLLOWERS' where id in (<ids>)
            """;

    /** Posts after the one and up to the other. */
    record Left(long doneTo, long upTo) {}

    void begin(Tx tx, AccountId author, long upTo) {
        tx.sql(BEGIN).bind("author", author.value()).bind("upTo", upTo).run();
    }

    Optional<Left> find(Tx tx, AccountId author) {
        return tx.sql(FIND)
                .bind("author", author.value())
                .first(row -> new Left(row.number("done_to"), row.number("up_to")));
    }

    Optional<AccountId> next(Tx tx) {
        return tx.sql(NEXT).first(row -> new AccountId(row.number("account_id")));
    }

    void move(Tx tx, AccountId author, long doneTo) {
        tx.sql(MOVE).bind("author", author.value()).bind("doneTo", doneTo).run();
    }

    void end(Tx tx, AccountId author) {
        tx.sql(END).bind("author", author.value()).run();
    }

    void tighten(Tx tx, List<Long> posts) {
        if (!posts.isEmpty()) {
            tx.sql(TIGHTEN).bindList("ids", posts).run();
        }
    }
}
