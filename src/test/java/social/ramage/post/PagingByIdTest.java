package social.ramage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PagingByIdTest {
    private static final Optional<Long> NONE = Optional.empty();

    @Test
    void boundsAreLeftOutThemselves() {
        check(IdRange.of(Optional.of(5L), NONE, NONE, 9), "1 2 3 4");
        check(IdRange.of(NONE, Optional.of(5L), NONE, 9), "6 7 8");
        check(IdRange.of(NONE, NONE, Optional.of(5L), 9), "6 7 8");
        check(IdRange.of(Optional.of(5L), Optional.of(2L), NONE, 9), "3 4");
        check(IdRange.of(Optional.of(3L), Optional.of(2L), NONE, 9), "");
        check(IdRange.newest(9), "1 2 3 4 5 6 7 8");
        assertThat(IdRange.newest(1).contains(Long.MAX_VALUE - 1)).isTrue();
    }

    @Test
    void theLowestIdGoesBeforeSince() {
        var both = IdRange.of(NONE, Optional.of(2L), Optional.of(5L), 9);

        check(both, "6 7 8");
        assertThat(both.isUpward()).isTrue();
        assertThat(IdRange.of(NONE, Optional.of(2L), NONE, 9).isUpward()).isFalse();
        assertThat(IdRange.newest(9).isUpward()).isFalse();
    }

    @Test
    void theNextPageKeepsTheOtherBoundTheSizeAndTheDirection() {
        var range = IdRange.of(Optional.of(8L), NONE, Optional.of(1L), 3);

        assertThat(range.olderThan(6)).isEqualTo(new IdRange(6, 1, 3, /* isUpward= */ true));
        assertThat(range.newerThan(4)).isEqualTo(new IdRange(8, 4, 3, /* isUpward= */ true));
        assertThat(range.withMax(7)).isEqualTo(new IdRange(8, 1, 7, /* isUpward= */ true));
        assertThat(IdRange.newest(3)).isEqualTo(new IdRange(Long.MAX_VALUE, 0, 3, /* isUpward= */ false));
    }

    private static void check(IdRange range, String expected) {
        assertThat(LongStream.rangeClosed(1, 8).filter(range::contains).toArray())
                .isEqualTo(expected.isEmpty() ? new long[0] : ids(expected));
    }

    private static long[] ids(String listed) {
        return Arrays.stream(listed.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
