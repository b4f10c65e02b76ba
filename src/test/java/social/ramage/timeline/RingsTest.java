package social.ramage.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingsTest {
    private static final long SEED = 20261124;

    @Test
    void keepsTheNewestAndForgetsTheOldest() {
        var ring = new Ring();

        LongStream.rangeClosed(1, 1_000).forEach(ring::add);

        assertThat(ring.newestFirst())
                .hasSize(Ring.IDS_MAX)
                .startsWith(1_000, 999)
                .endsWith(602, 601);
    }

    @Test
    void sortsWhatCameLateAndShowsWhatCameTwiceOnce() {
        var ring = new Ring(new long[] {10, 20, 30});

        ring.add(25);
        ring.add(30);

        assertThat(ring.newestFirst()).containsExactly(30, 25, 20, 10);
    }

    @Test
    void noneIsMissingBetweenThoseThatAreShownThoughIdsComeALittleOutOfOrder() {
        var random = new Random(SEED);
        var waiting = new ArrayList<Long>();
        var added = new TreeSet<Long>(Comparator.reverseOrder());
        var ring = new Ring();
        for (long id = 1; id <= 3_000; id++) {
            waiting.add(id);
            if (waiting.size() == 10) {
                long next = waiting.remove(random.nextInt(waiting.size()));
                added.add(next);
                ring.add(next);
                if (random.nextInt(50) == 0) {
                    ring.add(next);
                }

                var shown = ring.newestFirst();
                assertThat(shown)
                        .as("seed %d, after %d", SEED, next)
                        .isEqualTo(added.stream()
                                .limit(shown.length)
                                .mapToLong(Long::longValue)
                                .toArray());
                assertThat(shown.length).isGreaterThan(Math.min(added.size() - 1, Ring.IDS_MAX - 100));
            }
        }
    }

    @Test
    void anIdFromLongBeforeShowsNothingThatIsIncomplete() {
        var ring = new Ring(LongStream.rangeClosed(1_001, 1_400).toArray());

        ring.add(500);

        assertThat(ring.newestFirst()).hasSize(399).endsWith(1_003, 1_002);
        assertThat(ring.size()).isEqualTo(Ring.IDS_MAX);
    }

    @Test
    void aReaderNeverSeesAnIdTwiceNorOutOfOrderWhileItIsWritten() throws InterruptedException {
        var ring = new Ring();
        var writer = Thread.ofPlatform()
                .start(() -> LongStream.rangeClosed(1, 200_000).forEach(ring::add));

        while (writer.isAlive()) {
            var seen = ring.newestFirst();
            for (int i = 1; i < seen.length; i++) {
                assertThat(seen[i]).isEqualTo(seen[i - 1] - 1);
            }
        }
        writer.join();

        assertThat(ring.newestFirst()[0]).isEqualTo(200_000);
    }
}
