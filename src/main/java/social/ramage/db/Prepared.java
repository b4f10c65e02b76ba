package social.ramage.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open statement, with the places of its answer's columns. */
final class Prepared {
    private final String sql;
    private final PreparedStatement statement;
    private @Nullable Map<String, Integer> placeByColumn;

    Prepared(String sql, PreparedStatement statement) {
        this.sql = sql;
        this.statement = statement;
    }

    String sql() {
        return sql;
    }

    PreparedStatement statement() {
        return statement;
    }

    /** Looked up once a statement: drivers look it up anew for each answer. */
    int place(String column) throws SQLException {
        var known = placeByColumn;
        if (known == null) {
            known = places();
            placeByColumn = known;
        }
        var place = known.get(column);
        if (place == null) {
            throw new IllegalStateException("no column " + column + " in " + sql);
        }
        return place;
    }

    void close() throws SQLException {
        statement.close();
    }

    private Map<String, Integer> places() throws SQLException {
        var columns = statement.getMetaData();
        var places = new HashMap<String, Integer>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            places.put(columns.getColumnLabel(i), i);
        }
        return places;
    }
}
