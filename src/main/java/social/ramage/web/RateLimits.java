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
    /** Longer than any window: whoever is forgotten begins anew. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int CALLERS_MAX = 100_000;
    private static final DateTimeFormatter RESET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** What is counted, for whom, and how much of it is allowed in which time. */
    public enum Kind {
        ACCOUNT(1_500, Duration.ofMinutes(5)),
        ADDRESS(300, Duration.ofMinutes(5)),
        /** Tries to sign in, from one address; those for one person are counted apart. */
        SIGN_IN(30, Duration.ofMinutes(5)),
        SIGN_UP(5, Duration.ofMinutes(30)),
        /** Clients that make themselves known. */
        CLIENT(5, Duration.ofMinutes(10));

        private final int callsMax;
        private final Duration window;

        Kind(int callsMax, Duration window) {
            this.callsMax = callsMax;
            this.window = window;
        }
    }

    private final boolean isOff;
    private final Clock clock;
    private final Cache<String, Bucket> bucketByCaller = Caffeine.newBuilder()
            .maximumSize(CALLERS_MAX)
            .expireAfterAccess(KEPT)
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

    /** Counts a call, once of each kind however often it is tried; what clients are told is the first. @throws Refusal TooMany */
    public void count(Call call, Kind kind, String caller) {
        if (isOff || !call.isFirst(kind)) {
            return;
        }
        var bucket = bucketByCaller.get(
                kind + caller,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(kind.callsMax).refillGreedy(kind.callsMax, kind.window))
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
