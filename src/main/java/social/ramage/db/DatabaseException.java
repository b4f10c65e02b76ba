package social.ramage.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an engine answered instead of doing what it was asked. Made in this package alone. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What can be done about it. */
    public enum Kind {
        /** No room on the disk: nothing was saved, and more room mends it. */
        FULL,
        /** The disk or the connection failed: whether the last group was saved is unknown until a restart. */
        BROKEN,
        /** A statement that can never work as it is: a fault of ours. */
        FAULT
    }

    private final Kind kind;

    DatabaseException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static DatabaseException of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof DatabaseException known) {
                return known;
            }
            if (at instanceof SQLException sql) {
                return new DatabaseException(kindOf(sql), String.valueOf(sql.getMessage()), failure);
            }
        }
        return new DatabaseException(Kind.FAULT, String.valueOf(failure.getMessage()), failure);
    }

    public Kind kind() {
        return kind;
    }

    private static Kind kindOf(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return kindOf(sqlite.getResultCode());
        }
        var state = String.valueOf(failure.getSQLState());
        // PostgreSQL: class 53 is "insufficient resources", 08 and 57P are lost or ended connections, 58 is the disk.
        if (state.startsWith("53")) {
            return Kind.FULL;
        }
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("58") ? Kind.BROKEN : Kind.FAULT;
    }

    private static Kind kindOf(SQLiteErrorCode code) {
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            // The index of the write-ahead log found no room to grow.
            return Kind.FULL;
        }
        // The low byte is the primary code; the rest says more of the same.
        return switch (code.code & 0xff) {
            case 13 /* SQLITE_FULL */ -> Kind.FULL;
            case 8, 10, 11, 14, 26 /* READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB */ -> Kind.BROKEN;
            default -> Kind.FAULT;
        };
    }
}
