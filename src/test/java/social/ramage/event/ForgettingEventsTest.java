package social.ramage.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.MovableClock;
import social.ramage.db.Database;
import social.ramage.db.DatabaseAt;
import social.ramage.id.AccountId;

class ForgettingEventsTest {
    private static final Duration A_LITTLE = Duration.ofMillis(1);

    @TempDir
    Path data;

    private final MovableClock clock = MovableClock.atNoon();
    private final EventLog log = new EventLog(clock);
    private final Cursors cursors = new Cursors(clock);
    private Database db;
    private Retention retention;

    @BeforeEach
    void open() {
        db = Database.open(DatabaseAt.file(data.resolve("ramage.db")));
        retention = new Retention(db, log, clock);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void eventsAreKeptForAWeekAndThenUntilTheSlowestHasPassedThem() {
        write(10);
        cursor("fast", 10);
        cursor("slow", 4);

        clock.move(Retention.KEPT);
        write(2);
        assertThat(retention.sweep()).isZero();
        clock.move(A_LITTLE);
        assertThat(retention.sweep()).isEqualTo(4);
        assertThat(events()).isEqualTo(numbers(5, 12));
        cursor("slow", 12);
        assertThat(retention.sweep()).isEqualTo(6);
        assertThat(events()).isEqualTo(numbers(11, 12));
        assertThat(retention.sweep()).isZero();
    }

    @Test
    void theNewestEventStaysSinceItSaysWhereTheLogEnds() {
        write(10);
        cursor("only", 10);
        clock.move(Retention.KEPT.multipliedBy(2));

        assertThat(retention.sweep()).isEqualTo(9);
        assertThat(db.read(log::head)).isEqualTo(10);
        write(1);
        assertThat(events()).isEqualTo(numbers(10, 11));
    }

    @Test
    void nothingIsDeletedBeforeAnybodyHasRead() {
        write(3);
        clock.move(Retention.KEPT.multipliedBy(2));

        assertThat(retention.sweep()).isZero();
    }

    @Test
    void manyGoInSeveralRounds() {
        write(2_500);
        cursor("only", 2_500);
        clock.move(Retention.KEPT.multipliedBy(2));

        assertThat(retention.sweep()).isEqualTo(2_499);
    }

    private void write(int events) {
        db.change(tx -> {
            for (int i = 0; i < events; i++) {
                log.append(tx, new Event.AccountCreated(new AccountId(7)));
            }
        });
    }

    private void cursor(String reactor, long position) {
        db.change(tx -> {
            if (cursors.find(tx, reactor).isEmpty()) {
                cursors.begin(tx, reactor, position, 1);
            } else {
                cursors.move(tx, reactor, 1, position);
            }
        });
    }

    private List<Long> events() {
        return db.read(tx -> log.after(tx, 0, 10_000)).stream()
                .map(Logged::number)
                .toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
