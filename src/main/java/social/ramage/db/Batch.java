package social.ramage.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One statement for many rows, sent together. */
public final class Batch {
    private final Session session;
    private final Template template;
    private final List<Binding> rows = new ArrayList<>();
    private Binding row;

    Batch(Session session, String text) {
        this.session = session;
        this.template = session.template(text);
        this.row = new Binding(template);
    }

    public Batch bind(String name, long value) {
        row.put(name, value);
        return this;
    }

    public Batch bind(String name, String value) {
        row.put(name, value);
        return this;
    }

    public Batch bindNumber(String name, Optional<Long> value) {
        row.put(name, value.orElse(null));
        return this;
    }

    /** Ends a row. */
    public void add() {
        rows.add(row);
        row = new Binding(template);
    }

    /** @return how many rows each added row changed, in their order */
    public int[] run() {
        if (rows.isEmpty()) {
            return new int[0];
        }
        return session.use(row.sql(), open -> run(open.statement()));
    }

    private int[] run(PreparedStatement statement) throws SQLException {
        // One row is what most callers have, and engines do less for it.
        if (rows.size() == 1) {
            rows.getFirst().fill(statement);
            return new int[] {statement.executeUpdate()};
        }
        for (var each : rows) {
            each.fill(statement);
            statement.addBatch();
        }
        return statement.executeBatch();
    }
}
