package social.ramage.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;

/** Opens connections, each for one thread that keeps it, with the settings that our promises rest on. */
final class Connections {
    private static final int BUSY_MILLIS = 5_000;

    private final DatabaseAt at;
    private final LongAdder statements = new LongAdder();

    Connections(DatabaseAt at) {
        this.at = at;
    }

    Engine engine() {
        return at.engine();
    }

    /** How many statements were run on all of these. */
    long statements() {
        return statements.sum();
    }

    Session writer() {
        return open(this::openToWrite);
    }

    Session reader() {
        return open(this::openToRead);
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private Session open(Opening opening) {
        try {
            return new Session(opening.open(), at.engine(), statements);
        } catch (SQLException failure) {
            throw new DatabaseException(DatabaseException.Kind.BROKEN, "cannot open the database", failure);
        }
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
        if (at.engine() == Engine.SQLITE) {
            // Nobody asks for generated keys, and the driver would look for them after each insert.
            properties.setProperty("jdbc.get_generated_keys", "false");
        }
        if (!at.user().isEmpty()) {
            properties.setProperty("user", at.user());
            properties.setProperty("password", at.password());
        }
        return DriverManager.getConnection(url(), properties);
    }

    /** The driver's way to rewrite batches leaves their counts unknown, and we act on them; the last word counts. */
    private String url() {
        return switch (at.engine()) {
            case SQLITE -> at.url();
            case POSTGRESQL -> at.url() + (at.url().contains("?") ? "&" : "?") + "reWriteBatchedInserts=false";
        };
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }
}
