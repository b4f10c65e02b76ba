package social.ramage.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.Await;
import social.ramage.MovableClock;
import social.ramage.db.Database;
import social.ramage.db.DatabaseAt;
import social.ramage.db.Tx;

/** Reading and forgetting at the same time, with the reading held at the worst moment. */
class KeepingViewsTest {
    private static final int ROW_BYTES = 1_000;
    private static final int ROWS_KEPT = 50;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final MovableClock clock = MovableClock.atNoon();
    private final Map<Long, String> textById = new ConcurrentHashMap<>();
    private final List<List<Long>> loads = Collections.synchronizedList(new ArrayList<>());
    private final Gate afterLoad = new Gate();
    private final Gate beforeKeeping = new Gate();
    private Database db;
    private Views<Row> views;

    private record Row(long id, String text) {}

    @BeforeEach
    void open() {
        db = Database.open(DatabaseAt.file(data.resolve("ramage.db")));
        views = new Views<>(db, this::load, Row::id, clock, ROWS_KEPT * ROW_BYTES, _ -> {
            beforeKeeping.pass();
            return ROW_BYTES;
        });
        LongStream.rangeClosed(1, 1_000).forEach(id -> textById.put(id, "old"));
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aRowIsReadOnceAndKept() {
        var first = views.get(1);

        assertThat(views.get(1)).isSameAs(first);
        assertThat(first.row()).contains(new Row(1, "old"));
        assertThat(first.id()).isEqualTo(1);
        assertThat(loads).containsExactly(List.of(1L));
    }

    @Test
    void manyAreReadInOneStatementAndGivenInTheOrderAsked() {
        views.get(3);
        loads.clear();

        var found = new ArrayList<View<Row>>();
        views.get(List.of(5L, 3L, 7L, 5L, 3L), found);

        assertThat(loads).containsExactly(List.of(5L, 7L));
        assertThat(found.stream().map(View::id)).containsExactly(5L, 3L, 7L, 5L, 3L);
        assertThat(found).allMatch(view -> view.row().isPresent());
        var again = new ArrayList<View<Row>>();
        views.get(List.of(7L, 3L), again);
        assertThat(again).containsExactly(found.get(2), found.get(1));
        assertThat(loads).hasSize(1);
        var more = new ArrayList<View<Row>>();
        views.get(List.of(7L, 3L, 9L), more);
        assertThat(more.stream().map(View::id)).containsExactly(7L, 3L, 9L);
    }

    @Test
    void thatThereIsNoneIsKeptTooUntilItIsForgotten() {
        textById.remove(1L);
        assertThat(views.get(1).row()).isEmpty();
        textById.put(1L, "new");
        assertThat(views.get(1).row()).isEmpty();

        views.forget(1);

        assertThat(views.get(1).row()).contains(new Row(1, "new"));
        assertThat(loads).hasSize(2);
    }

    @Test
    void aRowReadBeforeItWasForgottenIsNotKept() {
        changesWhileRead(afterLoad, () -> views.forget(1));
    }

    @Test
    void aRowReadBeforeAllWereForgottenIsNotKept() {
        changesWhileRead(afterLoad, views::forgetAll);
    }

    @Test
    void aRowForgottenWhileItIsPutInIsNotKept() {
        changesWhileRead(beforeKeeping, () -> Thread.startVirtualThread(() -> views.forget(1)));
    }

    @Test
    void aRowPutInWhileAllAreForgottenIsNotKept() {
        changesWhileRead(beforeKeeping, views::forgetAll);
    }

    @Test
    void aRowReadBeforeItWasReplacedDoesNotTakeThePlaceOfTheNewOne() {
        afterLoad.close();
        try (var reader = Executors.newSingleThreadExecutor()) {
            var read = reader.submit(() -> views.get(1));
            afterLoad.awaitSomebody();
            views.replace(new Row(1, "new"));
            afterLoad.open();
            assertThat(read).succeedsWithin(LIMIT);
        }

        assertThat(views.get(1).row()).contains(new Row(1, "new"));
        assertThat(loads).as("what was put in is not read").hasSize(1);
    }

    @Test
    void idsThatAreAlikeHaveRowsOfTheirOwn() {
        for (int bit = 1; bit < Long.SIZE; bit++) {
            textById.put(1L << bit, "bit " + bit);
        }

        for (int bit = 1; bit < Long.SIZE; bit++) {
            assertThat(views.get(1).row()).contains(new Row(1, "old"));
            assertThat(views.get(1L << bit).row()).contains(new Row(1L << bit, "bit " + bit));
        }
    }

    private void changesWhileRead(Gate gate, Runnable forget) {
        gate.close();
        try (var reader = Executors.newSingleThreadExecutor()) {
            var read = reader.submit(() -> views.get(1));
            gate.awaitSomebody();
            textById.put(1L, "new");
            forget.run();
            gate.open();
            assertThat(read)
                    .succeedsWithin(LIMIT)
                    .satisfies(view -> assertThat(view.row()).contains(new Row(1, "old")));
        }

        Await.until("what was forgotten is read anew", () -> views.get(1).row().equals(Optional.of(new Row(1, "new"))));
        assertThat(loads).containsExactly(List.of(1L), List.of(1L));
    }

    @Test
    void forgettingOneLeavesTheOthers() {
        var other = views.get(2);
        views.get(1);

        views.forget(1);

        assertThat(views.get(2)).isSameAs(other);
        views.forgetAll();
        assertThat(views.get(2)).isNotSameAs(other);
    }

    @Test
    void aTouchedRowIsReadAgainOnceASecondAtMost() {
        var first = views.get(1);
        clock.move(Duration.ofHours(1));
        assertThat(views.get(1)).as("untouched").isSameAs(first);

        textById.put(1L, "new");
        views.touch(1);
        var second = views.get(1);
        views.touch(1);
        clock.move(Duration.ofMillis(999));
        var third = views.get(1);
        clock.move(Duration.ofMillis(1));
        var fourth = views.get(1);

        assertThat(second.row()).contains(new Row(1, "new"));
        assertThat(third).isSameAs(second);
        assertThat(fourth).isNotSameAs(third);
        assertThat(views.get(1)).isSameAs(fourth);
    }

    @Test
    void touchingOneLeavesTheOthers() {
        var other = views.get(2);
        views.get(1);

        views.touch(1);
        clock.move(Duration.ofSeconds(1));

        assertThat(views.get(2)).isSameAs(other);
    }

    @Test
    void aRowTouchedWhileItIsReadIsReadAgainASecondLater() {
        afterLoad.close();
        View<Row> first;
        try (var reader = Executors.newSingleThreadExecutor()) {
            var read = reader.submit(() -> views.get(1));
            afterLoad.awaitSomebody();
            textById.put(1L, "new");
            views.touch(1);
            afterLoad.open();
            first = assertThat(read).succeedsWithin(LIMIT).actual();
        }

        assertThat(views.get(1)).as("kept for a second").isSameAs(first);
        clock.move(Duration.ofSeconds(1));
        assertThat(views.get(1).row()).contains(new Row(1, "new"));
    }

    @Test
    void noMoreIsKeptThanThereIsRoomFor() {
        Await.until("of a thousand rows most are read again", () -> {
            loads.clear();
            LongStream.rangeClosed(1, 1_000).forEach(views::get);
            return loads.size() >= 1_000 - 2 * ROWS_KEPT;
        });
        Await.until("fifty rows have room", () -> {
            LongStream.rangeClosed(1, ROWS_KEPT / 2).forEach(views::get);
            loads.clear();
            LongStream.rangeClosed(1, ROWS_KEPT / 2).forEach(views::get);
            return loads.isEmpty();
        });
    }

    @Test
    void whatWasMadeOfARowIsMadeOnceAndNotOfNothing() {
        var made = new ArrayList<String>();
        var view = views.get(1);

        for (int i = 0; i < 3; i++) {
            assertThat(view.as(StringBuilder.class, row -> {
                        made.add(row.text);
                        return new StringBuilder(row.text);
                    }))
                    .hasToString("old");
        }

        assertThat(made).containsExactly("old");
        assertThat(view.as(String.class, Row::text)).isEqualTo("old");
        textById.remove(2L);
        assertThatThrownBy(() -> views.get(2).as(String.class, Row::text)).isInstanceOf(IllegalStateException.class);
    }

    private List<Row> load(Tx tx, List<Long> ids) {
        loads.add(List.copyOf(ids));
        var rows = ids.stream()
                .flatMap(id -> Optional.ofNullable(textById.get(id)).map(text -> new Row(id, text)).stream())
                .toList();
        afterLoad.pass();
        return rows;
    }

    /** Open at first; once closed, the next to come waits, and those after it pass. */
    private static final class Gate {
        private volatile CountDownLatch reached = new CountDownLatch(0);
        private volatile CountDownLatch opened = new CountDownLatch(0);

        void close() {
            reached = new CountDownLatch(1);
            opened = new CountDownLatch(1);
        }

        void open() {
            opened.countDown();
        }

        void awaitSomebody() {
            await(reached);
        }

        void pass() {
            reached.countDown();
            await(opened);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            } catch (InterruptedException _) {
                throw new IllegalStateException("interrupted");
            }
        }
    }
}
