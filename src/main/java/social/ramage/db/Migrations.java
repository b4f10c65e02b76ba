package social.ramage.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Numbered SQL files, one folder an engine. A landed one is never edited. */
final class Migrations {
    /** The newest file's number. */
    static final int KNOWN = 9;

    private static final String INSTALLED = """
            select max(cast(version as integer)) from flyway_schema_history where success in (%s)
            """;

    private Migrations() {}

    static void migrate(DatabaseAt at) {
        int found = installed(at);
        if (found > KNOWN) {
            throw new NewerSchema(found, KNOWN);
        }
        // Flyway takes longer to look than a warm start may take in all, so it is asked only when there is work.
        if (found < KNOWN) {
            flyway(at).load().migrate();
        }
    }

    static FluentConfiguration flyway(DatabaseAt at) {
        return Flyway.configure()
                .dataSource(at.url(), at.user(), at.password())
                .locations("classpath:social/ramage/db/" + at.engine().name().toLowerCase(java.util.Locale.ROOT))
                .loggers("slf4j");
    }

    private static int installed(DatabaseAt at) {
        try (var connection = DriverManager.getConnection(at.url(), at.user(), at.password())) {
            return hasHistory(connection) ? newest(connection, at.engine()) : 0;
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
            return tables.next();
        }
    }

    private static int newest(Connection connection, Engine engine) throws SQLException {
        var success = engine == Engine.SQLITE ? "1" : "true";
        try (var statement = connection.createStatement();
                var results = statement.executeQuery(INSTALLED.formatted(success))) {
            return results.next() ? results.getInt(1) : 0;
        }
    }
}
