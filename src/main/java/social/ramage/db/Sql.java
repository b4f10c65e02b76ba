package social.ramage.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** One statement with named parameters ({@code :name}, and {@code <names>} for a list); every parameter must be bound. */
public final class Sql {
    private final Handle handle;
    private final String text;
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Sql(Handle handle, String text) {
        this.handle = handle;
        this.text = text;
    }

    public Sql bind(String name, long value) {
        return put(name, value);
    }

    public Sql bind(String name, String value) {
        return put(name, value);
    }

    public Sql bind(String name, Instant value) {
        return put(name, value.toEpochMilli());
    }

    public Sql bindNumber(String name, Optional<Long> value) {
        return put(name, value.orElse(null));
    }

    public Sql bindInstant(String name, Optional<Instant> value) {
        return put(name, value.map(Instant::toEpochMilli).orElse(null));
    }

    /** For {@code in (<name>)}: padded to a power of two with its last value, so that few texts meet the engine. */
    public Sql bindList(String name, List<Long> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("empty list for " + name);
        }
        int size = Integer.highestOneBit(list.size()) == list.size()
                ? list.size()
                : Integer.highestOneBit(list.size()) << 1;
        var padded = new ArrayList<>(list);
        while (padded.size() < size) {
            padded.add(list.getLast());
        }
        return put(name, padded);
    }

    /** @return how many rows it changed */
    public int run() {
        try (var update = handle.createUpdate(text)) {
            fill(update);
            return update.execute();
        } catch (JdbiException failure) {
            throw DatabaseException.of(failure);
        }
    }

    public <T> List<T> list(Function<Row, T> toValue) {
        try (var query = handle.createQuery(text)) {
            fill(query);
            return query.map((results, _) -> toValue.apply(new Row(results))).list();
        } catch (JdbiException failure) {
            throw DatabaseException.of(failure);
        }
    }

    public <T> Optional<T> first(Function<Row, T> toValue) {
        var found = list(toValue);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** For statements that always give one row. */
    public <T> T get(Function<Row, T> toValue) {
        return first(toValue).orElseThrow(() -> new IllegalStateException("no row from " + text));
    }

    private Sql put(String name, @Nullable Object value) {
        names.add(name);
        values.add(value);
        return this;
    }

    private void fill(SqlStatement<?> statement) {
        for (int i = 0; i < names.size(); i++) {
            switch (values.get(i)) {
                case Long number -> statement.bind(names.get(i), number);
                case String words -> statement.bind(names.get(i), words);
                case List<?> list -> statement.bindList(names.get(i), list);
                case null -> statement.bindBySqlType(names.get(i), (Object) null, java.sql.Types.BIGINT);
                default -> throw new IllegalStateException("cannot bind " + names.get(i));
            }
        }
    }
}
