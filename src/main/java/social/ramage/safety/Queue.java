package social.ramage.safety;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.follow.FollowPage;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;

/** Reports as moderators see and handle them. */
public final class Queue {
    private final Database db;
    private final Posts posts;
    private final ActLog log;
    private final Clock clock;
    private final ReportStore store = new ReportStore();

    Queue(Database db, Posts posts, ActLog log, Clock clock) {
        this.db = db;
        this.posts = posts;
        this.log = log;
        this.clock = clock;
    }

    /** The latest first. */
    public List<Report> page(Moderator reader, Wanted wanted, FollowPage page) {
        Objects.requireNonNull(reader);
        return db.read(tx -> store.page(tx, wanted, page));
    }

    /** @throws Refusal NotFound */
    public Report get(Moderator reader, long id) {
        Objects.requireNonNull(reader);
        return db.read(tx -> get(tx, id));
    }

    /**
     * What was reported, as far as it is still there, whoever may read it.
     *
     * @param viewer the moderator's own
     */
    public List<Shown> posts(Moderator reader, Report report, Viewer viewer) {
        Objects.requireNonNull(reader);
        return posts.reported(values(report.posts()), viewer);
    }

    /** As above, what the reporter saw around it. */
    public List<Shown> around(Moderator reader, Report report, Viewer viewer) {
        Objects.requireNonNull(reader);
        return posts.reported(values(db.read(tx -> store.around(tx, report))), viewer);
    }

    /** The moderator looks after it from now on. @throws Refusal NotFound */
    public Report assign(Moderator by, long id) {
        return assign(by, id, Optional.of(by.account()), Act.ASSIGN);
    }

    /** Nobody looks after it any more. @throws Refusal NotFound */
    public Report unassign(Moderator by, long id) {
        return assign(by, id, Optional.empty(), Act.UNASSIGN);
    }

    /** Again is as once. @throws Refusal NotFound */
    public Report resolve(Moderator by, long id) {
        return db.transact(tx -> {
            resolve(tx, by, get(tx, id));
            return get(tx, id);
        });
    }

    /** Again is as once. @throws Refusal NotFound */
    public Report reopen(Moderator by, long id) {
        return db.transact(tx -> {
            var report = get(tx, id);
            if (store.reopen(tx, id, clock.instant())) {
                write(tx, by, Act.REOPEN, report);
            }
            return get(tx, id);
        });
    }

    Report get(Tx tx, long id) {
        return store.find(tx, id).orElseThrow(Refusal::notFound);
    }

    void resolve(Tx tx, Moderator by, Report report) {
        if (store.resolve(tx, report.id(), by.account(), clock.instant())) {
            write(tx, by, Act.RESOLVE, report);
        }
    }

    private Report assign(Moderator by, long id, Optional<AccountId> to, Act act) {
        return db.transact(tx -> {
            var report = get(tx, id);
            if (!report.handling().assigned().equals(to)) {
                store.assign(tx, id, to, clock.instant());
                write(tx, by, act, report);
            }
            return get(tx, id);
        });
    }

    private void write(Tx tx, Moderator by, Act act, Report report) {
        log.write(tx, by, act, LoggedAct.Subject.of(report.account()).in(Optional.of(report.id())), "");
    }

    private static List<Long> values(List<PostId> ids) {
        return ids.stream().map(PostId::value).toList();
    }
}
