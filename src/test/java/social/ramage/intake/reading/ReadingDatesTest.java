package social.ramage.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingDatesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final long TWEETS_EPOCH = 1_288_834_974_657L;

    /** The first one whose number holds its time, and the last before it. */
    private static final long FIRST_WITH_TIME = 29_700_859_247L;

    @Test
    void eachFormatIsReadInItsOwnZone() {
        assertThat(at("Thu Mar 24 07:51:32 +0000 2011", ReadDate.API)).isEqualTo("2011-03-24T07:51:32Z");
        assertThat(at("Thu Mar 24 07:51:32 +0545 2011", ReadDate.API)).isEqualTo("2011-03-24T02:06:32Z");
        assertThat(at("2018-09-27 22:02:22 +0000", ReadDate.ARCHIVE)).isEqualTo("2018-09-27T22:02:22Z");
        assertThat(at("2018-09-27 22:02:22 -0130", ReadDate.ARCHIVE)).isEqualTo("2018-09-27T23:32:22Z");
        assertThat(at("10/16/17 22:59", ReadDate.TABLE)).isEqualTo("2017-10-16T22:59:00Z");
        assertThat(at("1/2/13 7:05", ReadDate.TABLE)).isEqualTo("2013-01-02T07:05:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Thu Mar 24 07:51:32 2011",
                "Fri Mar 24 07:51:32 +0000 2011",
                "Thu Mar 24 25:51:32 +0000 2011",
                "Per Mar 24 07:51:32 +0000 2011",
                "Thu Mar 24 07:51:32 +0000 2011 "
            })
    void whatIsNoDateIsRefused(String text) {
        checkIsRefused(text, NOW);
    }

    @Test
    void aDateIsAfterNineteenSeventyAndNotAfterNow() {
        var second = "Thu Mar 24 07:51:32 +0000 2011";
        var at = Instant.parse("2011-03-24T07:51:32Z");

        assertThat(ReadDate.parse(second, 1, ReadDate.API, at).at()).isEqualTo(at);
        checkIsRefused(second, at.minusMillis(1));
        checkIsRefused("Thu Jan 01 00:00:00 +0000 1970", NOW);
        assertThat(at("Thu Jan 01 00:00:01 +0000 1970", ReadDate.API)).isEqualTo("1970-01-01T00:00:01Z");
    }

    @Test
    void aNumberTellsTheOrderWithinItsSecond() {
        var at = Instant.parse("2014-03-05T12:00:00Z");

        assertThat(sequences(at, ReadDate.API, 0, 1, 500, 998, 999, 1_000, -1))
                .containsExactly(0, 1, 512, 1_021, 1_022, 0, 0);
        assertThat(sequences(at, ReadDate.TABLE, 0, 59, 30_000, 59_999, 60_000, -1))
                .containsExactly(0, 1, 512, 1_023, 0, 0);
    }

    @Test
    void numbersThatWereGivenInTurnTellNothing() {
        var at = Instant.ofEpochMilli(TWEETS_EPOCH + (FIRST_WITH_TIME >> 22))
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        var text = "Thu Nov 04 01:43:01 +0000 2010";
        assertThat(at).isEqualTo("2010-11-04T01:43:01Z");

        int before =
                ReadDate.parse(text, FIRST_WITH_TIME - 1, ReadDate.API, NOW).sequence();
        int first = ReadDate.parse(text, FIRST_WITH_TIME, ReadDate.API, NOW).sequence();

        assertThat(before).isZero();
        assertThat(first)
                .isEqualTo((int) ((TWEETS_EPOCH + (FIRST_WITH_TIME >> 22) - at.toEpochMilli()) * 1_024 / 1_000));
        assertThat(first).isPositive();
    }

    /** Of two posts of one second the one with the higher number never comes first. */
    @Test
    void theOrderOfNumbersIsTheOrderOfPosts() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var at = Instant.ofEpochSecond(1_300_000_000L + random.nextInt(400_000_000));
            int one = random.nextInt(1_000);
            int other = random.nextInt(1_000);

            var found = sequences(at, ReadDate.ARCHIVE, Math.min(one, other), Math.max(one, other));

            assertThat(found).as("seed " + seed).isSorted().allMatch(it -> it >= 0 && it < 1_024);
        }
    }

    private static List<Integer> sequences(Instant at, ReadDate.Format format, int... millisInto) {
        var text = format.formatter().withZone(java.time.ZoneOffset.UTC).format(at);
        return java.util.Arrays.stream(millisInto)
                .mapToObj(millis -> (at.plus(Duration.ofMillis(millis)).toEpochMilli() - TWEETS_EPOCH) << 22)
                .map(tweet -> ReadDate.parse(text, tweet, format, NOW).sequence())
                .toList();
    }

    private static Instant at(String text, ReadDate.Format format) {
        return ReadDate.parse(text, 1, format, NOW).at();
    }

    private static void checkIsRefused(String text, Instant now) {
        assertThatThrownBy(() -> ReadDate.parse(text, 1, ReadDate.API, now))
                .isInstanceOf(Malformed.class)
                .hasMessage("intake.bad.date");
    }
}
