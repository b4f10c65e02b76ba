package social.ramage.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One row of an answer, read by the names of its columns. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /** @return 0 for null, as JDBC does; where null has a meaning ask {@link #findNumber} */
    public long number(String column) {
        return read(() -> results.getLong(column));
    }

    public int small(String column) {
        return Math.toIntExact(number(column));
    }

    public Optional<Long> findNumber(String column) {
        return read(() -> {
            long value = results.getLong(column);
            return results.wasNull() ? Optional.empty() : Optional.of(value);
        });
    }

    public String text(String column) {
        return read(() -> {
            var text = results.getString(column);
            if (text == null) {
                throw new IllegalStateException("null in " + column);
            }
            return text;
        });
    }

    public Optional<String> findText(String column) {
        return read(() -> Optional.ofNullable(results.getString(column)));
    }

    public Instant instant(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    public Optional<Instant> findInstant(String column) {
        return findNumber(column).map(Instant::ofEpochMilli);
    }

    private interface Read<T> {
        T run() throws SQLException;
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.run();
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }
}
