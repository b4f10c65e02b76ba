package social.ramage.intake.reading;

import java.io.IOException;
import social.ramage.id.DecimalId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Posts as JSON, one object a line. */
final class JsonPosts implements Records<ReadPost> {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final Lines lines;
    private final Shape shape;

    /** What an object says, by its fields. */
    interface Shape {
        /** @throws Malformed when something is missing or cannot be */
        ReadPost read(JsonNode json, Notes notes);
    }

    JsonPosts(Lines lines, Shape shape) {
        this.lines = lines;
        this.shape = shape;
    }

    /** @throws Malformed when it is no JSON object */
    static JsonNode parse(Line.Whole line) {
        try {
            JsonNode json = JSON.readValue(line.bytes(), line.start(), line.end() - line.start());
            if (json == null || !json.isObject()) {
                throw new Malformed("intake.bad.json");
            }
            return json;
        } catch (JacksonException _) {
            throw new Malformed("intake.bad.json");
        }
    }

    @Override
    public boolean next(Batch<ReadPost> batch) throws IOException {
        switch (lines.next()) {
            case null -> {
                return false;
            }
            case Line.Broken(long number, var reason) -> batch.bad(number, reason);
            case Line.Whole line -> {
                if (!line.isBlank()) {
                    add(line, batch);
                }
            }
        }
        return true;
    }

    @Override
    public double part() {
        return lines.part();
    }

    @Override
    public void close() {
        lines.close();
    }

    private void add(Line.Whole line, Batch<ReadPost> batch) {
        try {
            var notes = new Notes();
            batch.add(shape.read(parse(line), notes));
            notes.addTo(batch);
        } catch (Malformed malformed) {
            batch.bad(line.number(), malformed);
        }
    }

    /** A tweet's number, which JSON gives as digits in a text, or as a number that JavaScript would round. */
    static long key(JsonNode json, String... names) {
        for (var name : names) {
            var found = json.path(name);
            var key = found.isString() || found.isIntegralNumber()
                    ? DecimalId.parse(found.asString())
                    : java.util.Optional.<Long>empty();
            if (key.isPresent()) {
                return key.get();
            }
        }
        return 0;
    }

    /** @return empty when there is none, or it is no text */
    static String text(JsonNode json, String name) {
        var found = json.path(name);
        return found.isString() ? found.asString() : "";
    }
}
