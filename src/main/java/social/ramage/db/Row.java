package social.ramage.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The row that an answer has come to, read by the names of its columns. */
public final class Row {
    private final ResultSet results;
    private final Prepared statement;

    Row(ResultSet results, Prepared statement) {
        this.results = results;
        this.statement = statement;
    }

    /** @return 0 for null, as JDBC does; where null has a meaning ask {@link #findNumber} */
    public long number(String column) {
        try {
            return results.getLong(statement.place(column));
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    public Optional<Long> findNumber(String column) {
        try {
            long value = results.getLong(statement.place(column));
            return results.wasNull() ? Optional.empty() : Optional.of(value);
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    public String text(String column) {
        return findText(column).orElseThrow(() -> new IllegalStateException("null in " + column));
    }

    public Optional<String> findText(String column) {
        try {
            return Optional.ofNullable(results.getString(statement.place(column)));
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    public byte[] bytes(String column) {
        try {
            return results.getBytes(statement.place(column));
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    public Instant instant(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    public Optional<Instant> findInstant(String column) {
        return findNumber(column).map(Instant::ofEpochMilli);
    }
}
