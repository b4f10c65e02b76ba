package social.ramage.safety;

import java.util.List;
import java.util.Objects;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.follow.FollowPage;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;

/** Who did what, for all moderators to see. Whatever they do writes one row in its own transaction. */
public final class ActLog {
    private final Database db;
    private final Ids ids;
    private final ActStore store = new ActStore();

    ActLog(Database db, Ids ids) {
        this.db = db;
        this.ids = ids;
    }

    /** The latest first. */
    public List<LoggedAct> page(Moderator reader, FollowPage page) {
        Objects.requireNonNull(reader);
        return db.read(tx -> store.page(tx, page));
    }

    /** What moderators noted about an account, the latest first. */
    public List<LoggedAct> notes(Moderator reader, AccountId account, FollowPage page) {
        Objects.requireNonNull(reader);
        return db.read(tx -> store.notes(tx, account, page));
    }

    void write(Tx tx, Moderator by, Act act, LoggedAct.Subject subject, String words) {
        store.add(tx, new LoggedAct(ids.next(), by.account(), act, subject, words));
    }
}
