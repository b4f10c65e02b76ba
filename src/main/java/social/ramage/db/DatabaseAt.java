package social.ramage.db;

import java.nio.file.Path;

/**
 * Where the database is.
 *
 * @param url a JDBC URL of SQLite or PostgreSQL
 * @param user empty for SQLite
 * @param password empty for SQLite; never logged, so this record does not print it
 */
public record DatabaseAt(String url, String user, String password) {
    public static DatabaseAt file(Path file) {
        return new DatabaseAt("jdbc:sqlite:" + file.toAbsolutePath(), "", "");
    }

    public Engine engine() {
        return Engine.of(url);
    }

    @Override
    public String toString() {
        return engine().toString();
    }
}
