package social.ramage.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingsTest {
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
