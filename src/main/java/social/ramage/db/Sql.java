package social.ramage.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One statement with named parameters ({@code :name}, and {@code <names>} for a list); every parameter must be bound. */
public final class Sql {
    private final Session session;
    private final Binding binding;

    Sql(Session session, String text) {
        this.session = session;
        this.binding = new Binding(session.template(text));
    }

    public Sql bind(String name, long value) {
        binding.put(name, value);
        return this;
    }

    public Sql bind(String name, String value) {
        binding.put(name, value);
        return this;
    }

    public Sql bind(String name, Instant value) {
        binding.put(name, value.toEpochMilli());
        return this;
    }

    public Sql bind(String name, byte[] value) {
        binding.put(name, value);
        return this;
    }

    public Sql bindNumber(String name, Optional<Long> value) {
        binding.put(name, value.orElse(null));
        return this;
    }

    public Sql bindText(String name, Optional<String> value) {
        binding.put(name, value.orElse(null));
        return this;
    }

    public Sql bindInstant(String name, Optional<Instant> value) {
        binding.put(name, value.map(Instant::toEpochMilli).orElse(null));
        return this;
    }

    /** For {@code in (<name>)}. */
    public Sql bindList(String name, List<Long> list) {
        binding.putList(name, list);
        return this;
    }

    /** As {@link #bindList}, for texts. */
    public Sql bindTexts(String name, List<String> list) {
        binding.putList(name, list);
        return this;
    }

    /** @return how many rows it changed */
    public int run() {
        return session.use(binding.sql(), open -> {
            binding.fill(open.statement());
            return open.statement().executeUpdate();
        });
    }

    /** @param toValue is given each row in turn, and must not keep it */
    public <T> List<T> list(Function<Row, T> toValue) {
        return session.use(binding.sql(), open -> {
            binding.fill(open.statement());
            var values = new ArrayList<T>();
            try (var results = open.statement().executeQuery()) {
                var row = new Row(results, open);
                while (results.next()) {
                    values.add(toValue.apply(row));
                }
            }
            return values;
        });
    }

    public <T> Optional<T> first(Function<Row, T> toValue) {
        var found = list(toValue);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** For statements that always give one row. */
    public <T> T get(Function<Row, T> toValue) {
        return first(toValue).orElseThrow(() -> new IllegalStateException("no row from " + binding.sql()));
    }
}
