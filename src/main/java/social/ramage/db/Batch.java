package social.ramage.db;

import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One statement for many rows, sent together. */
public final class Batch {
    private final PreparedBatch rows;

    Batch(PreparedBatch rows) {
        this.rows = rows;
    }

    public Batch bind(String name, long value) {
        rows.bind(name, value);
        return this;
    }

    public Batch bind(String name, String value) {
        rows.bind(name, value);
        return this;
    }

    public Batch bindNumber(String name, java.util.Optional<Long> value) {
        rows.bind(name, value.orElse(null));
        return this;
    }

    /** Ends a row. */
    public void add() {
        rows.add();
    }

    /** @return how many rows each added row changed, in their order */
    public int[] run() {
        try (rows) {
            return rows.size() == 0 ? new int[0] : rows.execute();
        } catch (JdbiException failure) {
            throw DatabaseException.of(failure);
        }
    }
}
