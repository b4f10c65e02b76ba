package social.ramage.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a JSON object as names and values. */
final class JsonParams {
    private static final int DEPTH_MAX = 10;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(32)
                    .maxNameLength(1_000)
                    // No string is longer than the body that it came in.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonParams() {}

    static void readTo(Params params, String json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Body.unreadable();
            }
            readObject(parser, params);
            if (parser.nextToken() != null) {
                throw Body.unreadable();
            }
        } catch (JacksonException _) {
            throw Body.unreadable();
        }
    }

    private static void readObject(JsonParser parser, Params params) {
        Deque<UnaryOperator<String>> naming = new ArrayDeque<>();
        naming.push(UnaryOperator.identity());
        String field = "";
        while (!naming.isEmpty()) {
            var token = parser.nextToken();
            var name = naming.element();
            switch (token) {
                case PROPERTY_NAME -> field = parser.currentName();
                case START_OBJECT -> naming.push(inObject(name.apply(field)));
                case START_ARRAY -> naming.push(inList(name.apply(field)));
                case END_OBJECT, END_ARRAY -> naming.pop();
                // Null says "nothing", as does leaving the name out.
                case VALUE_NULL -> {}
                case null -> throw Body.unreadable();
                default -> params.add(name.apply(field), parser.getString());
            }
        }
    }

    private static UnaryOperator<String> inObject(String name) {
        return field -> name + "[" + field + "]";
    }

    private static UnaryOperator<String> inList(String name) {
        return _ -> name + "[]";
    }
}
