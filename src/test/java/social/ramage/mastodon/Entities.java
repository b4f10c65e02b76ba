package social.ramage.mastodon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import social.ramage.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Mastodon's clients expect in each entity, as the shared folder lists it: fields, types, what may be missing. */
public final class Entities {
    private static final Pattern DATETIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern URL = Pattern.compile("(https?|wss?)://\\S+");
    private static final Pattern ID = Pattern.compile("\\d+");

    private final JsonNode rules;

    private Entities(JsonNode rules) {
        this.rules = rules;
    }

    public static Entities read() {
        return new Entities(
                JsonMapper.builder().build().readTree(String.join("\n", SharedData.lines("mastodon/entities.json"))));
    }

    /** @return all that is wrong, such as {@code Status.account.note is missing}; empty when it is as it should be */
    public List<String> faults(String entity, JsonNode given) {
        var faults = new ArrayList<String>();
        check(entity, entity, given, faults);
        return faults;
    }

    private void check(String at, String entity, JsonNode given, List<String> faults) {
        var fields = rules.get(entity);
        if (!given.isObject()) {
            faults.add(at + " is no object");
            return;
        }
        if (fields.has("_extends")) {
            check(at, fields.get("_extends").asString(), given, faults);
        }
        for (var field : fields.properties()) {
            if (!field.getKey().startsWith("_")) {
                checkField(at, fields, field, given, faults);
            }
        }
    }

    private void checkField(
            String at, JsonNode fields, Map.Entry<String, JsonNode> field, JsonNode given, List<String> faults) {
        var rule = field.getValue();
        var name = at + "." + field.getKey();
        var parent = given;
        var key = field.getKey();
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.')) {
            parent = parent.path(key.substring(0, dot));
            key = key.substring(dot + 1);
        }
        if (!parent.isObject()) {
            // Its parent has a rule of its own, or may be missing.
            if (!rule.get("optional").asBoolean() && !mayLackParent(fields, field.getKey())) {
                faults.add(name + " is missing");
            }
            return;
        }
        var value = parent.path(key);
        if (value.isMissingNode()) {
            if (!rule.get("optional").asBoolean()) {
                faults.add(name + " is missing");
            }
        } else if (value.isNull()) {
            if (!rule.get("nullable").asBoolean()
                    && !rule.get("type").asString().equals("null")) {
                faults.add(name + " is null");
            }
        } else {
            checkType(name, rule.get("type").asString(), value, faults);
        }
    }

    /** Whether something that it is in may be missing. */
    private static boolean mayLackParent(JsonNode fields, String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        var rule = fields.path(name.substring(0, dot));
        return rule.path("optional").asBoolean(false)
                || rule.path("nullable").asBoolean(false)
                || mayLackParent(fields, name.substring(0, dot));
    }

    private void checkType(String at, String type, JsonNode value, List<String> faults) {
        if (type.endsWith("[]")) {
            if (!value.isArray()) {
                faults.add(at + " is no list: " + value);
            }
            for (var one : value) {
                checkType(at + "[]", type.substring(0, type.length() - 2), one, faults);
            }
        } else if (rules.has(type)) {
            check(at, type, value, faults);
        } else if (type.startsWith("map<field,") && type.endsWith("[]>")) {
            var of = type.substring("map<field,".length(), type.length() - 1);
            value.properties().forEach(one -> checkType(at + "." + one.getKey(), of, one.getValue(), faults));
        } else if (!isA(type, value)) {
            faults.add(at + " is no " + type + ": " + value);
        }
    }

    private static boolean isA(String type, JsonNode value) {
        if (type.startsWith("enum(")) {
            return value.isString()
                    && List.of(type.substring(5, type.length() - 1).split(",")).contains(value.asString());
        }
        if (type.startsWith("map<")) {
            return value.isObject();
        }
        return switch (type) {
            case "string", "html" -> value.isString();
            case "id" -> value.isString() && ID.matcher(value.asString()).matches();
            case "url" -> value.isString() && URL.matcher(value.asString()).matches();
            case "datetime" ->
                value.isString() && DATETIME.matcher(value.asString()).matches();
            case "date" -> value.isString() && DATE.matcher(value.asString()).matches();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "object" -> value.isObject();
            // Kinds that no answer of ours has yet.
            default -> throw new AssertionError("a type that is not known here: " + type);
        };
    }
}
