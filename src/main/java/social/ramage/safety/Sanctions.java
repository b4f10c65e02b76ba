package social.ramage.safety;

import java.util.List;
import java.util.Optional;
import social.ramage.account.Accounts;
import social.ramage.account.Restriction;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Events;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.person.Opening;
import social.ramage.person.SignUpDoor;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;

/**
 * What moderators do to accounts and posts. Each writes its row of the log in the same transaction, and what is done again
 * writes none.
 */
public final class Sanctions {
    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Posts posts;
    private final Moderators moderators;
    private final Queue queue;
    private final SignUpDoor signUp;
    private final ActLog log;
    private final ReportStore reports = new ReportStore();

    Sanctions(Parts parts, Moderators moderators, Queue queue, ActLog log) {
        this.db = parts.db();
        this.events = parts.events();
        this.accounts = parts.accounts();
        this.posts = parts.posts();
        this.signUp = parts.signUp();
        this.moderators = moderators;
        this.queue = queue;
        this.log = log;
    }

    /**
     * Takes something from an account, and resolves the report that led to it.
     *
     * @throws Refusal NotFound when there is no such account or report, Forbidden when it is not below the moderator
     */
    public void restrict(Moderator by, AccountId account, Restriction restriction, Why why) {
        moderators.refuseUnlessBelow(by, account);
        events.change(tx -> {
            if (accounts.restrict(tx, account, restriction)) {
                write(tx, by, taking(restriction), LoggedAct.Subject.of(account), why);
            }
            resolve(tx, by, account, why);
            return account;
        });
    }

    /** Does nothing, which may be an answer to a report, too. @throws Refusal as above */
    public void answer(Moderator by, AccountId account, Why why) {
        moderators.refuseUnlessBelow(by, account);
        db.transact(tx -> {
            resolve(tx, by, account, why);
            return account;
        });
    }

    /** Gives back what was taken. @throws Refusal as above */
    public void release(Moderator by, AccountId account, Restriction restriction) {
        moderators.refuseUnlessBelow(by, account);
        events.change(tx -> {
            boolean was = accounts.release(tx, account, restriction);
            if (was) {
                log.write(tx, by, giving(restriction), LoggedAct.Subject.of(account), "");
            }
            return was;
        });
    }

    /**
     * Deletes somebody's post, for good.
     *
     * @param viewer the moderator's own
     * @throws Refusal NotFound unless it was reported or the moderator may read it, Forbidden when its author is not below
     *     the moderator
     */
    public void delete(Moderator by, Viewer viewer, PostId id, Why why) {
        var post = find(viewer, id).post();
        moderators.refuseUnlessBelow(by, post.author());
        events.change(tx -> {
            posts.takeDown(tx, post);
            write(tx, by, Act.DELETE_POST, LoggedAct.Subject.of(post.author()).at(id), why);
            resolve(tx, by, post.author(), why);
            return id;
        });
    }

    /** Notes something about an account, for other moderators. @throws Refusal Invalid when it is empty */
    public void note(Moderator by, AccountId account, String sent) {
        accounts.get(account);
        var words = ReportDraft.words("content", sent);
        if (words.isEmpty()) {
            throw Refusal.invalid("content", "problem.note_empty");
        }
        db.transact(tx -> {
            log.write(tx, by, Act.NOTE, LoggedAct.Subject.of(account), words);
            return account;
        });
    }

    /** Opens or closes the place for newcomers. */
    public void signUp(Moderator by, Opening state) {
        db.transact(tx -> {
            boolean isChange = signUp.opening(tx) != state;
            if (isChange) {
                signUp.set(tx, state);
                log.write(tx, by, Act.SIGN_UP, LoggedAct.Subject.NONE, state.name());
            }
            return isChange;
        });
    }

    private Shown find(Viewer viewer, PostId id) {
        boolean isReported = db.read(tx -> reports.isReported(tx, id));
        var ids = List.of(id.value());
        var found = isReported ? posts.reported(ids, viewer) : posts.visible(ids, viewer);
        return found.stream().findFirst().orElseThrow(Refusal::notFound);
    }

    private void write(Tx tx, Moderator by, Act act, LoggedAct.Subject subject, Why why) {
        log.write(tx, by, act, subject.in(why.report()), why.words());
    }

    private void resolve(Tx tx, Moderator by, AccountId account, Why why) {
        why.report().ifPresent(id -> {
            var report = Optional.of(queue.get(tx, id))
                    .filter(it -> it.account().equals(account))
                    .orElseThrow(Refusal::notFound);
            queue.resolve(tx, by, report);
        });
    }

    private static Act taking(Restriction restriction) {
        return switch (restriction) {
            case SUSPENDED -> Act.SUSPEND;
            case LIMITED -> Act.LIMIT;
            case FROZEN -> Act.FREEZE;
        };
    }

    private static Act giving(Restriction restriction) {
        return switch (restriction) {
            case SUSPENDED -> Act.REINSTATE;
            case LIMITED -> Act.UNLIMIT;
            case FROZEN -> Act.THAW;
        };
    }
}
