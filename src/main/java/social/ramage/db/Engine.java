package social.ramage.db;

/** Where a statement must differ, its store switches over this, with both texts in view. */
public enum Engine {
    SQLITE,
    POSTGRESQL;

    static Engine of(String jdbcUrl) {
        if (jdbcUrl.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (jdbcUrl.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("neither jdbc:sqlite: nor jdbc:postgresql: " + jdbcUrl);
    }
}
