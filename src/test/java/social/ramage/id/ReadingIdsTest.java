package social.ramage.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingIdsTest {
    @Test
    void positiveNumbersOfSixtyThreeBitsAreIds() {
        check("1", 1L);
        check("007", 7L);
        check("9223372036854775807", Long.MAX_VALUE);
        check("115612345678901234", 115_612_345_678_901_234L);
    }

    @Test
    void everythingElseIsNone() {
        for (var sent : new String[] {
            "",
            "0",
            "-1",
            "+1",
            " 1",
            "1 ",
            "1.0",
            "1e3",
            "0x1",
            "1:",
            "abc",
            "9223372036854775808",
            "9999999999999999999",
            "18446744073709551617",
            "00000000000000000001",
            "١٢٣",
            "１",
            "1\u0000"
        }) {
            check(sent, null);
        }
    }

    private static void check(String sent, @org.jspecify.annotations.Nullable Long expected) {
        assertThat(DecimalId.parse(sent)).as(sent).isEqualTo(Optional.ofNullable(expected));
        assertThat(PostId.parse(sent).map(PostId::value)).as(sent).isEqualTo(Optional.ofNullable(expected));
    }
}
