package social.ramage.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/** How much one caller may ask: by account when signed in, else by address. */
public final class RateLimits {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int CALLERS_MAX = 100_000;
    private static final DateTimeFormatter RESET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** What a caller may ask in five minutes. */
    public enum Kind {
        ACCOUNT(1_500),
        ADDRESS(300);

        private final int callsMax;

        Kind(int callsMax) {
            this.callsMax = callsMax;
        }
    }

    private final boolean isOff;
    private final Clock clock;
    private final Cache<String, Bucket> bucketByCaller = Caffeine.newBuilder()
            .maximumSize(CALLERS_MAX)
            .expireAfterAccess(WINDOW)
            .build();

    private RateLimits(boolean isOff, Clock clock) {
        this.isOff = isOff;
        this.clock = clock;
    }

    public static RateLimits on(Clock clock) {
        return new RateLimits(/* isOff= */ false, clock);
    }

    /** For measuring only. */
    public static RateLimits off(Clock clock) {
        return new RateLimits(/* isOff= */ true, clock);
    }

    /** Counts a call, once however often it is tried. @throws Refusal TooMany */
    public void count(Call call, Kind kind, String caller) {
        if (isOff || call.count().isPresent()) {
            return;
        }
        var bucket = bucketByCaller.get(
                kind + caller,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(kind.callsMax).refillGreedy(kind.callsMax, WINDOW))
                        .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        var full = clock.instant().plusNanos(probe.getNanosToWaitForReset());
        call.counted(new Count(kind.callsMax, probe.getRemainingTokens(), RESET.format(full)));
        if (!probe.isConsumed()) {
            var wait = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill()) + 1);
            var again = DateTimeFormatter.ISO_INSTANT.format(
                    clock.instant().plus(wait).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
            throw new Refusal(new Problem.TooMany(wait, Sentence.of("problem.rate", again)));
        }
    }

    /** The three headers that clients know, all or none. */
    public static Answer tell(Call call, Answer answer) {
        Optional<Count> counted = call.count();
        counted.ifPresent(count -> answer.with("X-RateLimit-Limit", Integer.toString(count.limit))
                .with("X-RateLimit-Remaining", Long.toString(count.remaining))
                .with("X-RateLimit-Reset", count.reset));
        return answer;
    }

    record Count(int limit, long remaining, String reset) {}
}
