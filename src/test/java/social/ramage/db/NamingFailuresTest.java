package social.ramage.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an engine says decides what people are told: come back later, or something is wrong with us. */
class NamingFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, FULL",
        "SQLITE_IOERR_SHMSIZE, FULL",
        "SQLITE_IOERR_FSYNC, BROKEN",
        "SQLITE_IOERR_WRITE, BROKEN",
        "SQLITE_CORRUPT, BROKEN",
        "SQLITE_CANTOPEN, BROKEN",
        "SQLITE_READONLY, BROKEN",
        "SQLITE_CONSTRAINT_UNIQUE, FAULT",
        "SQLITE_ERROR, FAULT",
    })
    void ofTheEmbeddedEngine(SQLiteErrorCode code, DatabaseException.Kind kind) {
        assertThat(DatabaseException.of(new SQLiteException("on purpose", code)).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"53100, FULL", "08006, BROKEN", "57P01, BROKEN", "58030, BROKEN", "23505, FAULT", "42601, FAULT"})
    void ofPostgresql(String state, DatabaseException.Kind kind) {
        assertThat(DatabaseException.of(new IllegalStateException(new SQLException("on purpose", state)))
                        .kind())
                .isEqualTo(kind);
    }
}
