package social.ramage.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values by name for one run of a statement. Every name must get one. */
final class Binding {
    private static final Object NOTHING = new Object();

    private final Template template;
    private final @Nullable Object[] values;
    private int listSize = 1;

    Binding(Template template) {
        this.template = template;
        this.values = new Object[template.size()];
        Arrays.fill(values, NOTHING);
    }

    void put(String name, @Nullable Object value) {
        values[template.indexOf(name)] = value;
    }

    /** Padded to a power of two with its last value, so that few texts meet the engine. */
    void putList(String name, List<?> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("empty list for " + name);
        }
        listSize = Math.max(listSize, 1 << (32 - Integer.numberOfLeadingZeros(list.size() - 1)));
        put(name, list);
    }

    /** The text for the engine. */
    String sql() {
        return template.sql(listSize);
    }

    void fill(PreparedStatement statement) throws SQLException {
        int at = 1;
        for (var place : template.places()) {
            var value = values[place.name()];
            switch (value) {
                case Long number -> statement.setLong(at++, number);
                case String words -> statement.setString(at++, words);
                case byte[] bytes -> statement.setBytes(at++, bytes);
                case List<?> list -> {
                    for (int i = 0; i < listSize; i++) {
                        switch (list.get(Math.min(i, list.size() - 1))) {
                            case Long number -> statement.setLong(at++, number);
                            case Object words -> statement.setString(at++, words.toString());
                        }
                    }
                }
                case null -> statement.setNull(at++, Types.BIGINT);
                default ->
                    throw new IllegalStateException(
                            "nothing bound to " + template.name(place.name()) + " in " + template);
            }
        }
    }
}
