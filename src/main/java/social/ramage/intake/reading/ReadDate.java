package social.ramage.intake.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * When a post was written, and its place among those of the same date. Files give seconds or minutes; a tweet's number
 * also holds its millisecond, which tells the order within.
 *
 * @param sequence 0 to 1023, by which those of one date are told apart
 */
public record ReadDate(Instant at, int sequence) {
    /** As in {@code Thu Mar 24 07:51:32 +0000 2011}. */
    static final Format API = new Format(
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z uuuu", Locale.ENGLISH), Duration.ofSeconds(1));

    /** As in {@code 2018-09-27 22:02:22 +0000}. */
    static final Format ARCHIVE =
            new Format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT), Duration.ofSeconds(1));

    /** As in {@code 10/16/17 22:59}, in UTC. */
    static final Format TABLE = new Format(
            DateTimeFormatter.ofPattern("M/d/uu H:mm", Locale.ROOT).withZone(ZoneOffset.UTC), Duration.ofMinutes(1));

    private static final int SEQUENCES = 1_024;

    /** Numbers below this were given in turn, without a time. */
    private static final long FIRST_WITH_TIME = 29_700_859_247L;

    /** When tweets' numbers began to hold milliseconds, which they count from here. */
    private static final long TWEETS_EPOCH = 1_288_834_974_657L;

    private static final int TWEETS_TIME_SHIFT = 22;

    /** @param unit how exact a date of this format is */
    record Format(DateTimeFormatter formatter, Duration unit) {}

    /** @throws Malformed when it is no such date, or one that cannot be */
    static ReadDate parse(String text, long tweet, Format format, Instant now) {
        var at = parse(text, format.formatter);
        // An id holds its date, and new ids begin above the highest: one from the future would put all new posts there.
        if (at.toEpochMilli() <= 0 || at.isAfter(now)) {
            throw new Malformed("intake.bad.date");
        }
        return new ReadDate(at, sequence(tweet, at, format.unit));
    }

    private static Instant parse(String text, DateTimeFormatter formatter) {
        try {
            var parsed = formatter.parse(text);
            return Instant.ofEpochSecond(parsed.getLong(ChronoField.INSTANT_SECONDS));
        } catch (DateTimeParseException | java.time.temporal.UnsupportedTemporalTypeException _) {
            throw new Malformed("intake.bad.date");
        }
    }

    private static int sequence(long tweet, Instant at, Duration unit) {
        long into = (tweet >> TWEETS_TIME_SHIFT) + TWEETS_EPOCH - at.toEpochMilli();
        boolean fits = tweet >= FIRST_WITH_TIME && into >= 0 && into < unit.toMillis();
        return fits ? (int) (into * SEQUENCES / unit.toMillis()) : 0;
    }
}
