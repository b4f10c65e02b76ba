package social.ramage.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import social.ramage.post.IdRange;

class MergingAuthorsTest {
    private static final long SEED = 20261124;
    private static final int ROUNDS = 2_000;

    private final Map<Long, TreeSet<Long>> idsByAuthor = new HashMap<>();
    private final Map<Long, Long> lastByAuthor = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();

    @Test
    void findsWhatSortingAllOfThemFinds() {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            scatter(random);
            var range = range(random);

            var found = find(range);

            assertThat(found).as("seed %d, round %d, %s", SEED, round, range).isEqualTo(naive(range));
        }
    }

    @Test
    void asksNobodyWhoCannotHaveAnyOfThem() {
        var random = new Random(SEED);
        int spared = 0;
        for (int round = 0; round < ROUNDS; round++) {
            scatter(random);
            var range = range(random);

            var found = find(range);

            var needed = new HashSet<Long>();
            lastByAuthor.forEach((author, last) -> {
                boolean mayHaveOlder = found.size() < range.max() || last > found.getLast() || last >= range.before();
                if (last > range.after() && (range.isUpward() || mayHaveOlder || isIn(found, author))) {
                    needed.add(author);
                }
            });
            assertThat(needed).as("seed %d, round %d, %s", SEED, round, range).containsAll(asked);
            spared += lastByAuthor.size() - asked.size();
        }
        assertThat(spared).as("authors spared in all rounds").isGreaterThan(ROUNDS);
    }

    @Test
    void readsNoMoreOfAnAuthorThanGetsIn() {
        idsByAuthor.put(1L, new TreeSet<>(List.of(100L, 99L)));
        idsByAuthor.put(2L, new TreeSet<>());
        idsByAuthor.put(3L, new TreeSet<>(List.of(5L, 77L)));
        for (long id = 1; id < 99; id++) {
            idsByAuthor.get(2L).add(id);
        }
        var reads = new ArrayList<String>();

        var found = Merge.newest(Map.of(1L, 100L, 2L, 98L, 3L, 77L), IdRange.newest(25), (author, some) -> {
            reads.add(author + " between " + some.after() + " and " + some.before() + ", at most " + some.max());
            return read(author, some);
        });

        assertThat(found).hasSize(25).startsWith(100L, 99L, 98L).endsWith(78L, 77L, 77L);
        assertThat(reads)
                .containsExactly(
                        "1 between 0 and 9223372036854775807, at most 20",
                        "2 between 0 and 9223372036854775807, at most 20",
                        "2 between 0 and 79, at most 20",
                        "3 between 76 and 9223372036854775807, at most 20");
    }

    private boolean isIn(List<Long> found, long author) {
        return found.stream().anyMatch(idsByAuthor.getOrDefault(author, new TreeSet<>())::contains);
    }

    private List<Long> find(IdRange range) {
        asked.clear();
        Merge.Read read = (author, some) -> {
            asked.add(author);
            return read(author, some);
        };
        return range.isUpward() ? Merge.upward(lastByAuthor, range, read) : Merge.newest(lastByAuthor, range, read);
    }

    /** As the database answers. */
    private List<Long> read(long author, IdRange range) {
        return page(idsByAuthor.getOrDefault(author, new TreeSet<>()).stream().toList(), range);
    }

    private List<Long> naive(IdRange range) {
        return page(idsByAuthor.values().stream().flatMap(TreeSet::stream).toList(), range);
    }

    private static List<Long> page(List<Long> ids, IdRange range) {
        var inside = ids.stream()
                .filter(range::contains)
                .sorted(Comparator.reverseOrder())
                .toList();
        int max = Math.min(range.max(), inside.size());
        return range.isUpward() ? inside.subList(inside.size() - max, inside.size()) : inside.subList(0, max);
    }

    /** A few hundred ids among up to twelve authors, some of whom wrote one and some a hundred. */
    private void scatter(Random random) {
        idsByAuthor.clear();
        lastByAuthor.clear();
        int authors = random.nextInt(13);
        for (long author = 1; author <= authors; author++) {
            var ids = new TreeSet<Long>();
            int size = random.nextBoolean() ? 1 + random.nextInt(3) : 1 + random.nextInt(100);
            while (ids.size() < size) {
                // The last digits are the author's own, so that no id comes twice.
                ids.add((1 + random.nextLong(300)) * 100 + author);
            }
            idsByAuthor.put(author, ids);
            lastByAuthor.put(author, ids.last());
        }
    }

    private static IdRange range(Random random) {
        return IdRange.of(edge(random), edge(random), edge(random), 1 + random.nextInt(45));
    }

    private static Optional<Long> edge(Random random) {
        return random.nextInt(3) > 0 ? Optional.empty() : Optional.of(random.nextLong(31_000));
    }
}
