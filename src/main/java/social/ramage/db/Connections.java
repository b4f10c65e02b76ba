package social.ramage.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Opens connections, each for one thread that keeps it, with the settings that our promises rest on. */
final class Connections {
    /** Prepared statements kept open on a connection. */
    private static final int STATEMENTS_MAX = 256;

    private static final int BUSY_MILLIS = 5_000;

    private final DatabaseAt at;
    private final Jdbi writing;
    private final Jdbi reading;

    Connections(DatabaseAt at) {
        this.at = at;
        this.writing = jdbi(this::openToWrite);
        this.reading = jdbi(this::openToRead);
    }

    Engine engine() {
        return at.engine();
    }

    Handle writer() {
        return writing.open();
    }

    Handle reader() {
        return reading.open();
    }

    private static Jdbi jdbi(org.jdbi.v3.core.ConnectionFactory connections) {
        var jdbi = Jdbi.create(connections);
        jdbi.setStatementBuilderFactory(_ -> new KeepsStatements());
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(false);
        return jdbi;
    }

    private Connection openToWrite() throws SQLException {
        var connection = open();
        switch (at.engine()) {
            case SQLITE ->
                run(
                        connection,
                        "pragma journal_mode = wal",
                        // An acknowledged post survives a power cut: each commit is one fsync.
                        "pragma synchronous = full",
                        "pragma wal_autocheckpoint = 0",
                        "pragma journal_size_limit = 67108864",
                        "pragma foreign_keys = on",
                        "pragma temp_store = memory",
                        "pragma cache_size = -65536",
                        "pragma busy_timeout = " + BUSY_MILLIS);
            case POSTGRESQL -> run(connection, "set synchronous_commit = on");
        }
        return connection;
    }

    private Connection openToRead() throws SQLException {
        var connection = open();
        switch (at.engine()) {
            case SQLITE ->
                run(
                        connection,
                        "pragma query_only = on",
                        "pragma cache_size = -16384",
                        "pragma busy_timeout = " + BUSY_MILLIS);
            case POSTGRESQL -> run(connection, "set default_transaction_read_only = on");
        }
        return connection;
    }

    private Connection open() throws SQLException {
        var properties = new Properties();
        if (!at.user().isEmpty()) {
            properties.setProperty("user", at.user());
            properties.setProperty("password", at.password());
        }
        return DriverManager.getConnection(at.url(), properties);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    /** Keeps prepared statements open between uses: preparing costs an engine more than running most of ours. */
    private static final class KeepsStatements extends DefaultStatementBuilder {
        private final LinkedHashMap<String, PreparedStatement> idleByText =
                new LinkedHashMap<>(STATEMENTS_MAX, 0.75f, /* accessOrder= */ true);

        /** Jdbi closes by the text that we wrote and prepares by the one with its names replaced. */
        private final IdentityHashMap<Statement, String> textByOpen = new IdentityHashMap<>();

        @Override
        public PreparedStatement create(Connection connection, String sql, StatementContext context)
                throws SQLException {
            var idle = idleByText.remove(sql);
            var open = idle == null ? super.create(connection, sql, context) : idle;
            textByOpen.put(open, sql);
            return open;
        }

        @Override
        public void close(Connection connection, @Nullable String written, Statement statement) throws SQLException {
            var text = textByOpen.remove(statement);
            if (text == null || !(statement instanceof PreparedStatement prepared) || statement.isClosed()) {
                statement.close();
                return;
            }
            prepared.clearParameters();
            var other = idleByText.put(text, prepared);
            if (other != null) {
                other.close();
            }
            if (idleByText.size() > STATEMENTS_MAX) {
                var oldest = idleByText.pollFirstEntry();
                oldest.getValue().close();
            }
        }

        @Override
        public void close(Connection connection) {
            idleByText.clear();
            textByOpen.clear();
        }
    }
}
