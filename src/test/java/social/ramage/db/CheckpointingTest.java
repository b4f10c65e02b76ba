package social.ramage.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointingTest {
    private static final int LOG_PAGES_MAX = 256;
    /** Where SQLite's log says how often it was started anew: "checkpoint sequence number" in its file format. */
    private static final int SEQUENCE_AT = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void theLogStartsAnewUnderWritesThatNeverPause() throws Exception {
        var connections = new Connections(DatabaseAt.file(folder.resolve("ramage.db")));
        try (var session = connections.writer()) {
            session.execute("create table page (id integer primary key, text text not null)");
            session.execute("insert into page (text) values ('')");
            int sequence = sequence();
            var checkpoints = new Checkpoints(connections, LOG_PAGES_MAX);
            checkpoints.start();

            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end && sequence() - sequence < 2) {
                session.execute("insert into page (text) values (hex(randomblob(1024)))");
            }

            checkpoints.finish();
            assertThat(sequence() - sequence).isGreaterThanOrEqualTo(2);
        }
    }

    private int sequence() throws IOException {
        try (var log = new RandomAccessFile(folder.resolve("ramage.db-wal").toFile(), "r")) {
            log.seek(SEQUENCE_AT);
            return log.readInt();
        }
    }
}
