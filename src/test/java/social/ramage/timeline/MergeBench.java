package social.ramage.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import social.ramage.post.IdRange;

/** A home put together from 500 authors' posts, with the database's part left out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MergeBench {
    private static final int AUTHORS = 500;
    private static final int POSTS_EACH = 100;

    private final Map<Long, List<Long>> newestFirstByAuthor = new HashMap<>();
    private final Map<Long, Long> lastPostByAuthor = new HashMap<>();

    public MergeBench() {
        var random = new SplittableRandom(20_261_123);
        for (long author = 0; author < AUTHORS; author++) {
            var ids = random.longs(POSTS_EACH, 1, 1L << 40)
                    .sorted()
                    .boxed()
                    .toList()
                    .reversed();
            newestFirstByAuthor.put(author, ids);
            lastPostByAuthor.put(author, ids.getFirst());
        }
    }

    @Benchmark
    public List<Long> newest() {
        return Merge.newest(lastPostByAuthor, IdRange.newest(Ring.IDS_MAX), this::read);
    }

    private List<Long> read(long author, IdRange range) {
        var found = new ArrayList<Long>(range.max());
        for (Long id : newestFirstByAuthor.getOrDefault(author, List.of())) {
            if (found.size() < range.max() && range.contains(id)) {
                found.add(id);
            }
        }
        return found;
    }
}
