package social.ramage.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import social.ramage.MovableClock;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

class MintingIdsTest {
    private static final int THREADS = 8;
    private static final int EACH = 200_000;
    private static final int A_MILLISECOND_HAS = 1_024;

    private final MovableClock clock = MovableClock.atNoon();
    private final long noon = clock.millis();

    @Test
    void anIdIsMillisecondsThenNodeThenSequence() {
        var ids = new Ids(clock, 62, 0);

        long first = ids.next();
        long second = ids.next();

        assertThat(first).isEqualTo(noon << 16 | 62L << 10);
        assertThat(second).isEqualTo(noon << 16 | 62L << 10 | 1);
        assertThat(Ids.timeOf(second)).isEqualTo(clock.instant());
        assertThat(Ids.firstAt(clock.instant())).isLessThanOrEqualTo(new Ids(clock, 0, 0).next());
        assertThat(Ids.firstAt(clock.instant().plusMillis(1))).isGreaterThan(second);
    }

    @Test
    void idsOnlyGrowAndNoneComesTwiceWhileEightThreadsMintThem() throws Exception {
        var ids = new Ids(Clock.systemUTC(), 1, 0);
        var begin = new CountDownLatch(1);

        long[][] minted;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var all = IntStream.range(0, THREADS)
                    .mapToObj(_ -> threads.submit(() -> {
                        begin.await();
                        return LongStream.generate(ids::next).limit(EACH).toArray();
                    }))
                    .toList();
            begin.countDown();
            minted = new long[THREADS][];
            for (int i = 0; i < THREADS; i++) {
                minted[i] = all.get(i).get();
            }
        }

        for (var mine : minted) {
            assertThat(mine).isSorted();
        }
        assertThat(Arrays.stream(minted)
                        .flatMapToLong(Arrays::stream)
                        .distinct()
                        .count())
                .isEqualTo(THREADS * (long) EACH);
    }

    @Test
    void aMillisecondThatRunsOutBorrowsFromTheNext() {
        var ids = new Ids(clock, 3, 0);

        var minted = LongStream.generate(ids::next).limit(A_MILLISECOND_HAS + 1).toArray();

        assertThat(minted).isSorted().doesNotHaveDuplicates();
        assertThat(minted[A_MILLISECOND_HAS - 1]).isEqualTo(noon << 16 | 3L << 10 | (A_MILLISECOND_HAS - 1));
        assertThat(minted[A_MILLISECOND_HAS]).isEqualTo((noon + 1) << 16 | 3L << 10);
    }

    @Test
    void aClockThatGoesBackRepeatsNothing() {
        var ids = new Ids(clock, 0, 0);
        long before = ids.next();

        clock.move(Duration.ofHours(-1));
        long after = ids.next();
        clock.move(Duration.ofHours(2));
        long later = ids.next();

        assertThat(after).isEqualTo(before + 1);
        assertThat(Ids.timeOf(later)).isEqualTo(clock.instant());
    }

    @Test
    void aStartBeginsAtTheClockOrPastTheLastIdWhicheverIsLater() {
        long ahead = new Ids(Clock.offset(clock, Duration.ofMinutes(1)), 62, 0).next();
        long behind = new Ids(Clock.offset(clock, Duration.ofMinutes(-1)), 62, 0).next();

        assertThat(new Ids(clock, 0, ahead).next()).isEqualTo(Ids.firstAt(Ids.timeOf(ahead)) + (1 << 16));
        assertThat(Ids.timeOf(new Ids(clock, 0, behind).next())).isEqualTo(clock.instant());
        var ids = new Ids(clock, 0, behind);
        clock.move(Duration.ofSeconds(-5));
        assertThat(Ids.timeOf(ids.next()))
                .as("a clock that goes back right after the start")
                .isEqualTo(Instant.ofEpochMilli(noon));
    }

    @Test
    void noNodeMintsWithTheNumberOfImports() {
        long brought = Ids.imported(Instant.parse("2010-06-17T20:00:00.122Z"), 65_537);

        assertThat(brought >> 10 & 63).isEqualTo(Ids.IMPORT_NODE);
        assertThat(brought & 1_023).isEqualTo(1);
        assertThat(Ids.timeOf(brought)).isEqualTo(Instant.parse("2010-06-17T20:00:00.122Z"));
        for (int number : new int[] {-1, Ids.IMPORT_NODE, 64}) {
            assertThatThrownBy(() -> new Ids(clock, number, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingIsMintedWithANumberThatIsNoLongerHeld() {
        var ids = new Ids(clock, 0, 0);
        ids.heldUntil(clock.instant().plusSeconds(60));
        clock.move(Duration.ofMillis(59_999));
        long last = ids.next();

        clock.move(Duration.ofMillis(1));

        assertThatThrownBy(ids::next)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class));
        ids.heldUntil(clock.instant().plusSeconds(60));
        assertThat(ids.next()).as("held again").isGreaterThan(last);
    }
}
