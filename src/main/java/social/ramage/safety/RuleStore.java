package social.ramage.safety;

import java.time.Instant;
import java.util.List;
import social.ramage.db.Row;
import social.ramage.db.Tx;

final class RuleStore {
    private static final String ALL = """
            select * from rule where withdrawn_at is null order by id
            """;
    private static final String BY_IDS = """
            select * from rule where id in (<ids>) order by id
            """;
    private static final String ADD = """
            insert into rule (id, text, hint) values (:id, :text, :hint)
            """;
    private static final String WITHDRAW = """
            update rule set withdrawn_at = :at where id = :id and withdrawn_at is null
            """;

    List<Rule> all(Tx tx) {
        return tx.sql(ALL).list(RuleStore::toRule);
    }

    List<Rule> byIds(Tx tx, List<Long> ids) {
        return ids.isEmpty() ? List.of() : tx.sql(BY_IDS).bindList("ids", ids).list(RuleStore::toRule);
    }

    void add(Tx tx, Rule rule) {
        tx.sql(ADD)
                .bind("id", rule.id())
                .bind("text", rule.text())
                .bind("hint", rule.hint())
                .run();
    }

    /** @return whether it was in force */
    boolean withdraw(Tx tx, long id, Instant at) {
        return tx.sql(WITHDRAW).bind("id", id).bind("at", at).run() == 1;
    }

    private static Rule toRule(Row row) {
        return new Rule(row.number("id"), row.text("text"), row.text("hint"));
    }
}
