package social.ramage.db;

import java.util.ArrayList;
import java.util.List;

/** An open transaction. Whoever holds one may use it; nobody keeps one in a field. */
public final class Tx {
    private final Session session;
    private final List<Runnable> afterCommit = new ArrayList<>(1);

    Tx(Session session) {
        this.session = session;
    }

    public Sql sql(String text) {
        return new Sql(session, text);
    }

    public Batch batch(String text) {
        return new Batch(session, text);
    }

    public Engine engine() {
        return session.engine();
    }

    /**
     * Runs once this is durable, on the thread that writes, in the order of commits and before the caller hears of it.
     * It must neither fail nor wait. A transaction that is undone does not run it.
     */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }
}
