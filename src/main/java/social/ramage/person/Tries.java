package social.ramage.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/** How often one thing may be tried for one person, whoever tries: guessing must take longer than anybody has. */
final class Tries {
    /** Beyond it the longest unused are forgotten. */
    private static final int KNOWN_MAX = 100_000;

    private final int max;
    private final Duration window;
    private final Cache<String, Bucket> bucketByKey;

    Tries(int max, Duration window) {
        this.max = max;
        this.window = window;
        this.bucketByKey = Caffeine.newBuilder()
                .maximumSize(KNOWN_MAX)
                .expireAfterAccess(window)
                .build();
    }

    /** Counts one. @throws Refusal TooMany when there were {@code max} in the window */
    void count(String key) {
        var probe = bucketByKey
                .get(
                        key,
                        _ -> Bucket.builder()
                                .addLimit(limit -> limit.capacity(max).refillGreedy(max, window))
                                .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var wait = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill()) + 1);
            throw new Refusal(new Problem.TooMany(wait, Sentence.of("problem.tries", wait.toMinutes() + 1)));
        }
    }

    /** What was tried was right: the next one begins anew. */
    void forget(String key) {
        bucketByKey.invalidate(key);
    }
}
