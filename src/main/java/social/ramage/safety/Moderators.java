package social.ramage.safety;

import java.util.List;
import java.util.Objects;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.person.People;
import social.ramage.person.Role;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/** Who moderates: an owner does, and appoints others. */
public final class Moderators {
    private final Database db;
    private final People people;
    private final Accounts accounts;
    private final ActLog log;

    Moderators(Database db, People people, Accounts accounts, ActLog log) {
        this.db = db;
        this.people = people;
        this.accounts = accounts;
        this.log = log;
    }

    /** Asked anew each time: whoever was dismissed is out at once. @throws Refusal Forbidden for anybody else */
    public Moderator letIn(AccountId account) {
        return switch (role(account)) {
            case OWNER -> new Moderator(account, /* isOwner= */ true);
            case MODERATOR -> new Moderator(account, /* isOwner= */ false);
            case HOLDER -> throw forbidden("problem.moderators_only");
        };
    }

    public Role role(AccountId account) {
        return db.read(tx -> role(tx, account));
    }

    /** Owners and moderators. */
    public List<AccountId> all(Moderator reader) {
        Objects.requireNonNull(reader);
        return people.staff();
    }

    /** Again is as once. @throws Refusal Forbidden for who is no owner, NotFound for an account that nobody pilots */
    public void appoint(Moderator by, AccountId account) {
        change(by, account, Role.MODERATOR, Act.APPOINT);
    }

    /** As above. */
    public void dismiss(Moderator by, AccountId account) {
        change(by, account, Role.HOLDER, Act.DISMISS);
    }

    private void change(Moderator by, AccountId account, Role role, Act act) {
        refuseUnlessOwner(by);
        accounts.get(account);
        db.transact(tx -> {
            var before = people.role(tx, account).orElseThrow(Refusal::notFound);
            boolean isChange = before != role && before != Role.OWNER;
            if (isChange) {
                people.appoint(tx, account, role);
                log.write(tx, by, act, LoggedAct.Subject.of(account), "");
            }
            return isChange;
        });
    }

    static void refuseUnlessOwner(Moderator by) {
        if (!by.isOwner()) {
            throw forbidden("problem.owners_only");
        }
    }

    /** Nobody sits in judgement on themselves, on an owner, nor, unless they are one, on another moderator. */
    void refuseUnlessBelow(Moderator by, AccountId account) {
        accounts.get(account);
        boolean isBelow = switch (role(account)) {
            case HOLDER -> true;
            case MODERATOR -> by.isOwner();
            case OWNER -> false;
        };
        if (!isBelow || by.account().equals(account)) {
            throw forbidden("problem.moderate_above");
        }
    }

    private Role role(Tx tx, AccountId account) {
        return people.role(tx, account).orElse(Role.HOLDER);
    }

    private static Refusal forbidden(String sentence) {
        return new Refusal(new Problem.Forbidden(Sentence.of(sentence)));
    }
}
