package social.ramage.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.Ids;
import social.ramage.text.Fold;
import social.ramage.text.Storable;

/** The only way to tags by name, and to how much they are used. */
public final class Tags {
    /** Posts of a tag that are looked at to count who used it. */
    static final int COUNTED_MAX = 200;

    private static final int DAYS = 7;

    private final Database db;
    private final Clock clock;
    private final TagStore store = new TagStore();

    public Tags(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param name in any case, with accents or without, without the sign */
    public Optional<Tag> find(String name) {
        if (!isPossible(name)) {
            return Optional.empty();
        }
        return db.read(tx -> store.find(tx, Fold.key(name)).map(tag -> withDays(tx, tag)));
    }

    /** Those that begin so, in the order of their letters. */
    public List<Tag> startingWith(String typed, int max) {
        if (!isPossible(typed)) {
            return List.of();
        }
        return db.read(tx -> store.startingWith(tx, Fold.key(typed), max).stream()
                .map(tag -> withDays(tx, tag))
                .toList());
    }

    /** Whether a post can have such a tag. */
    private static boolean isPossible(String name) {
        return name.length() <= PostText.UNITS_COUNTED_MAX
                && Storable.isAll(name)
                && !Fold.key(name).isBlank();
    }

    /** The last days, today first. */
    private Tag withDays(Tx tx, Tag tag) {
        var now = clock.instant();
        long today = day(now);
        var since = Instant.EPOCH.plus(Duration.ofDays(today - DAYS + 1));
        Map<Long, Set<Long>> authorsByDay = new HashMap<>();
        store.authors(tx, tag.id(), Ids.firstAt(since), COUNTED_MAX)
                .forEach(used -> authorsByDay
                        .computeIfAbsent(day(Ids.timeOf(used.post())), _ -> new HashSet<>())
                        .add(used.author()));
        var postsByDay = store.days(tx, tag.id(), today - DAYS + 1);
        var days = new ArrayList<Tag.Day>();
        for (long day = today; day > today - DAYS; day--) {
            long authors = authorsByDay.getOrDefault(day, Set.of()).size();
            days.add(new Tag.Day(day, postsByDay.getOrDefault(day, 0L), authors));
        }
        return tag.with(days);
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }
}
