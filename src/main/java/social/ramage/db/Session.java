package social.ramage.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A connection that one thread keeps. Prepared statements stay open between their uses: preparing costs an engine more
 * than running most of ours.
 */
final class Session implements AutoCloseable {
    /** Prepared statements kept open, and texts kept read; beyond that those unused for longest go. */
    private static final int STATEMENTS_MAX = 256;

    private final Connection connection;
    private final Engine engine;
    private final LongAdder uses;
    private final SequencedMap<String, Template> templateByText = newestKept();
    private final SequencedMap<String, Prepared> idleByText = newestKept();

    /** @param uses counts the statements that are run here and elsewhere, those for many rows once */
    Session(Connection connection, Engine engine, LongAdder uses) {
        this.connection = connection;
        this.engine = engine;
        this.uses = uses;
    }

    Engine engine() {
        return engine;
    }

    Template template(String text) {
        var known = templateByText.get(text);
        if (known != null) {
            return known;
        }
        var template = Template.of(text);
        templateByText.put(text, template);
        if (templateByText.size() > STATEMENTS_MAX) {
            templateByText.pollFirstEntry();
        }
        return template;
    }

    /** Runs a statement that is the caller's alone meanwhile, so that one may run inside the rows of another. */
    <T extends @Nullable Object> T use(String sql, Use<T> use) {
        uses.increment();
        try {
            var prepared = take(sql);
            boolean done = false;
            try {
                var result = use.run(prepared);
                giveBack(prepared);
                done = true;
                return result;
            } finally {
                if (!done) {
                    // Left in the middle, it would hold on to what it was reading.
                    prepared.close();
                }
            }
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    /** What is done with an open statement. */
    interface Use<T extends @Nullable Object> {
        T run(Prepared prepared) throws SQLException;
    }

    Prepared take(String sql) throws SQLException {
        var idle = idleByText.remove(sql);
        return idle == null ? new Prepared(sql, connection.prepareStatement(sql)) : idle;
    }

    void giveBack(Prepared used) throws SQLException {
        var other = idleByText.put(used.sql(), used);
        if (other != null) {
            other.close();
        }
        if (idleByText.size() > STATEMENTS_MAX) {
            idleByText.pollFirstEntry().getValue().close();
        }
    }

    /** Runs a statement that has no parameters, such as {@code commit}; rows are not looked at. */
    void execute(String sql) {
        this.<@Nullable Void>use(sql, prepared -> {
            if (prepared.statement().execute()) {
                prepared.statement().getResultSet().close();
            }
            return null;
        });
    }

    @Override
    public void close() {
        idleByText.clear();
        try {
            connection.close();
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    private static <V> SequencedMap<String, V> newestKept() {
        return new LinkedHashMap<>(STATEMENTS_MAX, 0.75f, /* accessOrder= */ true);
    }
}
