package social.ramage.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import social.ramage.db.Database;
import social.ramage.db.Tx;

/**
 * Keeps rows by id within a bound of bytes, reads those that are missing in one statement, and reads again those whose
 * counters moved, at most once a second.
 *
 * <p>Reading and forgetting race: a row read before a change must not be kept after the event of that change. So each
 * forgetting moves a number, and a row is kept only if that number stands where it stood before the read.
 */
public final class Views<R> {
    /** How old a counter may be. */
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private static final int STRIPES = 4_096;

    /** Odd, so that no two products are the same, with its bits in no order (2^64 by the golden ratio). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What it weighs to know that there is no such row. */
    private static final int MISSING_BYTES = 128;

    private final Database db;
    private final Load<R> load;
    private final ToLongFunction<R> idOf;
    private final Clock clock;
    private final long bytesMax;
    private final ToIntFunction<R> bytesOf;
    private volatile Cache<Long, View<R>> viewByKey;
    private final AtomicIntegerArray forgets = new AtomicIntegerArray(STRIPES);
    private final AtomicIntegerArray touches = new AtomicIntegerArray(STRIPES);

    /**
     * @param bytesMax what all views together may weigh
     * @param bytesOf what a row weighs with what faces make of it, roughly
     */
    public Views(
            Database db, Load<R> load, ToLongFunction<R> idOf, Clock clock, long bytesMax, ToIntFunction<R> bytesOf) {
        this.db = db;
        this.load = load;
        this.idOf = idOf;
        this.clock = clock;
        this.bytesMax = bytesMax;
        this.bytesOf = bytesOf;
        this.viewByKey = cache(bytesMax, bytesOf);
    }

    /** Reads rows by id; those that are not there are left out. */
    public interface Load<R> {
        List<R> rows(Tx tx, List<Long> ids);
    }

    public View<R> get(long id) {
        var views = new ArrayList<View<R>>(1);
        get(List.of(id), views);
        return views.getFirst();
    }

    /** Adds a view for each id to {@code views}, in the order of the ids. One statement at most. */
    public void get(List<Long> ids, List<View<R>> views) {
        long now = clock.millis();
        boolean complete = true;
        for (Long id : ids) {
            var view = viewByKey.getIfPresent(key(id));
            complete &= view != null && !view.wantsRefresh(now, REFRESH.toMillis());
            if (complete && view != null) {
                views.add(view);
            }
        }
        if (!complete) {
            views.clear();
            getSome(ids, views, now);
        }
    }

    /** Reads a row again, however new the one is that is kept. */
    public void read(long id) {
        read(List.of(id), clock.millis());
    }

    /** The row is gone or not what it was; what is read from now on is new. */
    public void forget(long id) {
        forgets.incrementAndGet(stripe(id));
        viewByKey.asMap().remove(key(id));
    }

    /** The row is this from now on. */
    public void replace(R row) {
        long id = idOf.applyAsLong(row);
        forgets.incrementAndGet(stripe(id));
        viewByKey.put(key(id), new View<>(id, row, clock.millis()));
    }

    /** A counter of the row moved. */
    public void touch(long id) {
        touches.incrementAndGet(stripe(id));
        var view = viewByKey.asMap().get(key(id));
        if (view != null) {
            view.touch();
        }
    }

    public void forgetAll() {
        for (int i = 0; i < STRIPES; i++) {
            forgets.incrementAndGet(i);
        }
        // Clearing would miss a row that is just being put in.
        viewByKey = cache(bytesMax, bytesOf);
    }

    private static <R> Cache<Long, View<R>> cache(long bytesMax, ToIntFunction<R> bytesOf) {
        return Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((Long _, View<R> view) -> {
                    var row = view.rowOrNull();
                    return row == null ? MISSING_BYTES : bytesOf.applyAsInt(row);
                })
                .build();
    }

    private void getSome(List<Long> ids, List<View<R>> views, long now) {
        var readById = read(wanted(ids, now), now);
        for (Long id : ids) {
            var view = readById.get(id);
            if (view == null) {
                view = viewByKey.getIfPresent(key(id));
            }
            // Evicted between two looks: rare enough to be read alone.
            views.add(view == null ? read(List.of(id), now).get(id) : view);
        }
    }

    private List<Long> wanted(List<Long> ids, long now) {
        var wanted = new LinkedHashSet<Long>();
        for (Long id : ids) {
            var view = viewByKey.getIfPresent(key(id));
            if (view == null || view.wantsRefresh(now, REFRESH.toMillis())) {
                wanted.add(id);
            }
        }
        return List.copyOf(wanted);
    }

    private Map<Long, View<R>> read(List<Long> ids, long now) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var before = ids.stream().map(this::marks).toList();
        var rowById = new HashMap<Long, R>();
        for (var row : db.read(tx -> load.rows(tx, ids))) {
            rowById.put(idOf.applyAsLong(row), row);
        }
        var viewByReadId = new HashMap<Long, View<R>>();
        for (int i = 0; i < ids.size(); i++) {
            var view = new View<>(ids.get(i), rowById.get(ids.get(i)), now);
            keep(view, before.get(i));
            viewByReadId.put(ids.get(i), view);
        }
        return viewByReadId;
    }

    private void keep(View<R> view, Marks before) {
        viewByKey.asMap().compute(key(view.id()), (Long _, @Nullable View<R> kept) -> {
            var after = marks(view.id());
            if (after.forgets != before.forgets) {
                return kept;
            }
            if (after.touches != before.touches) {
                view.touch();
            }
            return view;
        });
    }

    private Marks marks(Long id) {
        int stripe = stripe(id);
        return new Marks(forgets.get(stripe), touches.get(stripe));
    }

    private static int stripe(long id) {
        return (int) ((id * SPREAD) >>> 52) & (STRIPES - 1);
    }

    /**
     * Another number for each id. Dates of what is brought in are often whole seconds, and a map of such ids has many in
     * few of its places.
     */
    private static Long key(long id) {
        return id * SPREAD;
    }

    private record Marks(int forgets, int touches) {}
}
