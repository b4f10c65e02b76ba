package social.ramage.mastodon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/** Builds JSON piece by piece, for entities that are kept as bytes in several parts. */
final class JsonText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder(512);

    /** Opens an object, an array or whatever the text says. */
    JsonText raw(String json) {
        out.append(json);
        return this;
    }

    JsonText text(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    JsonText text(String name, Optional<String> value) {
        name(name);
        value.ifPresentOrElse(this::quote, () -> out.append("null"));
        return this;
    }

    /** Of an array. */
    JsonText element(String value) {
        if (out.charAt(out.length() - 1) != '[') {
            out.append(',');
        }
        quote(value);
        return this;
    }

    /** Ids are text, since scripts cannot count that far. */
    JsonText id(String name, long value) {
        name(name);
        out.append('"').append(value).append('"');
        return this;
    }

    JsonText id(String name, Optional<Long> value) {
        return value.isPresent() ? id(name, value.get()) : value(name, "null");
    }

    JsonText number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonText truth(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonText time(String name, Instant value) {
        return text(name, TIME.format(value));
    }

    JsonText time(String name, Optional<Instant> value) {
        return text(name, value.map(TIME::format));
    }

    JsonText date(String name, Optional<Instant> value) {
        return text(name, value.map(DATE::format));
    }

    /** @param json a whole value */
    JsonText value(String name, String json) {
        name(name);
        out.append(json);
        return this;
    }

    /** The texts as an array. */
    JsonText list(List<String> values) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            quote(values.get(i));
        }
        out.append(']');
        return this;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void name(String name) {
        if (!out.isEmpty() && "{[:,".indexOf(out.charAt(out.length() - 1)) < 0) {
            out.append(',');
        }
        out.append('"').append(name).append("\":");
    }

    private void quote(String value) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, out);
        out.append('"');
    }
}
