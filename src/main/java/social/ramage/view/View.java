package social.ramage.view;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row as last read, and what was made of it. Of one row there may be several, each true for its moment. */
public final class View<R> {
    private final long id;
    private final @Nullable R row;
    private final long readAtMillis;
    private volatile boolean touched;
    private volatile @Nullable Object rendering;

    View(long id, @Nullable R row, long readAtMillis) {
        this.id = id;
        this.row = row;
        this.readAtMillis = readAtMillis;
    }

    public long id() {
        return id;
    }

    /** @return nothing, when there is no such row */
    public Optional<R> row() {
        return Optional.ofNullable(row);
    }

    /** As {@link #row}, for paths where an object for each would cost. */
    public @Nullable R rowOrNull() {
        return row;
    }

    /** What {@code render} makes of the row: made once, kept as long as the view. One kind at a time is kept. */
    public <T> T as(Class<T> kind, Function<R, T> render) {
        var kept = rendering;
        if (kind.isInstance(kept)) {
            return kind.cast(kept);
        }
        if (row == null) {
            throw new IllegalStateException("nothing to render: " + id);
        }
        var made = render.apply(row);
        rendering = made;
        return made;
    }

    void touch() {
        touched = true;
    }

    boolean wantsRefresh(long nowMillis, long refreshMillis) {
        return touched && nowMillis - readAtMillis >= refreshMillis;
    }
}
