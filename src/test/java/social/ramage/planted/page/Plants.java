package social.ramage.planted.page;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import social.ramage.Breaks;
import social.ramage.HouseRule;
import social.ramage.follow.Viewer;
import social.ramage.planted.mastodon.Plants.Status;
import social.ramage.post.Posts;

final class Plants {
    private Plants() {}

    @Breaks(HouseRule.A_FACE_IS_KNOWN_TO_THE_ROOT_AND_ITSELF)
    record KnowsTheOtherFace(Status status) {}

    @Breaks(HouseRule.ONLY_MODERATION_PASSES_THE_AUDIENCE)
    record ReadsWhatWasReported(Posts posts) {
        int count() {
            return posts.reported(List.of(), Viewer.NOBODY).size();
        }
    }

    @Breaks(HouseRule.WHAT_IS_NEEDED_IS_PASSED_AND_NOT_FOUND)
    static final class FindsWhatItNeeds {
        static final ThreadLocal<String> NEEDED = new ThreadLocal<>();
    }

    @Breaks(HouseRule.TIME_COMES_FROM_THE_CLOCK_GIVEN)
    record LooksUpTheInstant(Instant at) {
        LooksUpTheInstant() {
            this(Instant.now());
        }
    }

    @Breaks(HouseRule.TIME_COMES_FROM_THE_CLOCK_GIVEN)
    record PassesOnHowToLook(Supplier<Instant> at) {
        PassesOnHowToLook() {
            this(Instant::now);
        }
    }

    @Breaks(HouseRule.TIME_COMES_FROM_THE_CLOCK_GIVEN)
    record LooksUpTheDay(LocalDate day) {
        LooksUpTheDay() {
            this(LocalDate.now(java.time.ZoneOffset.UTC));
        }
    }

    @Breaks(HouseRule.TIME_COMES_FROM_THE_CLOCK_GIVEN)
    record LooksUpTheMillis(long millis) {
        LooksUpTheMillis() {
            this(System.currentTimeMillis());
        }
    }

    @Breaks(HouseRule.TIME_COMES_FROM_THE_CLOCK_GIVEN)
    @SuppressWarnings("JavaUtilDate")
    record LooksUpTheDate(Date date) {
        LooksUpTheDate() {
            this(new Date());
        }
    }

    @Breaks(HouseRule.TIME_COMES_FROM_THE_CLOCK_GIVEN)
    record TakesTheSystemsClock(Clock clock) {
        TakesTheSystemsClock() {
            this(Clock.systemUTC());
        }
    }

    /** As it should be. */
    record AsksTheClock(Instant at) {
        AsksTheClock(Clock clock) {
            this(Instant.now(clock));
        }
    }

    @Breaks(HouseRule.ONLY_THE_COMMAND_LINE_PRINTS)
    static final class Prints {
        static void print() {
            System.out.println();
        }
    }

    @Breaks(HouseRule.FAILURES_HAVE_NAMES)
    static final class FailsWithoutAName {
        static void fail() {
            throw new RuntimeException();
        }
    }
}
