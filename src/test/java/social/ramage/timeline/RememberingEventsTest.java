package social.ramage.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.ramage.event.Event;
import social.ramage.event.Logged;
import social.ramage.id.AccountId;

class RememberingEventsTest {
    private static final int MAX = 3;
    private static final long SEEN = 14;

    @Test
    void eventsAfterANumberComeOldestFirst() {
        var recent = withEvents(10, 11, 13);

        check(recent, 9, "10 11 13");
        check(recent, 10, "11 13");
        check(recent, 11, "13");
        check(recent, 12, "13");
        check(recent, 13, "");
        check(recent, 99, "");
    }

    @Test
    void whoWasBehindWhatIsRememberedIsToldSo() {
        var recent = withEvents(10, 11, 13, 14);

        check(recent, 10, "11 13 14");
        check(recent, 9, null);
        check(recent, 0, null);
    }

    @Test
    void nothingIsMissingWhenNothingHappenedYet() {
        check(new RecentEvents(MAX), 0, "");
        check(new RecentEvents(MAX), 500, "");
    }

    @Test
    void theNewestPostsOfAnAuthorAreAllThereAreWhenTheyAreFewerThanAsked() {
        assertThat(new LatestPosts(new AccountId(1), new long[LatestPosts.IDS_MAX - 1]).isAll())
                .isTrue();
        assertThat(new LatestPosts(new AccountId(1), new long[LatestPosts.IDS_MAX]).isAll())
                .isFalse();
    }

    private static RecentEvents withEvents(long... numbers) {
        var recent = new RecentEvents(MAX);
        for (long number : numbers) {
            recent.add(new Logged(number, Instant.EPOCH, new Event.AccountCreated(new AccountId(number))));
        }
        return recent;
    }

    private static void check(RecentEvents recent, long number, @Nullable String expected) {
        var numbers = Optional.ofNullable(expected)
                .map(it -> it.isEmpty()
                        ? LongStream.empty()
                        : Arrays.stream(it.split(" ")).mapToLong(Long::parseLong))
                .map(it -> it.boxed().toList());
        assertThat(recent.after(number, SEEN)
                        .map(events -> events.stream().map(Logged::number).toList()))
                .isEqualTo(numbers);
    }
}
