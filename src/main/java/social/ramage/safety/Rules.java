package social.ramage.safety;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import social.ramage.db.Database;
import social.ramage.id.Ids;
import social.ramage.problem.Refusal;

/** What people ask of each other here: for everybody to read, and for owners to change. */
public final class Rules {
    static final int RULES_MAX = 50;

    private final Database db;
    private final Ids ids;
    private final Clock clock;
    private final ActLog log;
    private final RuleStore store = new RuleStore();
    /** Other nodes hear of a change when this has run out. */
    private final Cache<String, List<Rule>> kept = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(1)
            .build();

    Rules(Database db, Ids ids, Clock clock, ActLog log) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
    }

    public List<Rule> all() {
        return kept.get("", _ -> db.read(store::all));
    }

    /** Withdrawn ones too. */
    public List<Rule> named(Report report) {
        return db.read(tx -> store.byIds(tx, report.rules()));
    }

    /** @throws Refusal Forbidden for who is no owner, Invalid when it is empty or too long, or there are too many */
    public Rule add(Moderator by, String text, String hint) {
        Moderators.refuseUnlessOwner(by);
        var rule = new Rule(ids.next(), ReportDraft.words("text", text), ReportDraft.words("hint", hint));
        if (rule.text().isEmpty()) {
            throw Refusal.invalid("text", "problem.rule_empty");
        }
        db.transact(tx -> {
            if (store.all(tx).size() >= RULES_MAX) {
                throw Refusal.invalid("text", "problem.rules_max", RULES_MAX);
            }
            store.add(tx, rule);
            log.write(tx, by, Act.ADD_RULE, LoggedAct.Subject.NONE, rule.text());
            return rule;
        });
        kept.invalidateAll();
        return rule;
    }

    /** @throws Refusal Forbidden for who is no owner, NotFound when it is not in force */
    public void withdraw(Moderator by, long id) {
        Moderators.refuseUnlessOwner(by);
        db.transact(tx -> {
            if (!store.withdraw(tx, id, clock.instant())) {
                throw Refusal.notFound();
            }
            var text = store.byIds(tx, List.of(id)).getFirst().text();
            log.write(tx, by, Act.WITHDRAW_RULE, LoggedAct.Subject.NONE, text);
            return id;
        });
        kept.invalidateAll();
    }
}
