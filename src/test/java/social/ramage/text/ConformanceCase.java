package social.ramage.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import social.ramage.SharedData;
import tools.jackson.databind.json.JsonMapper;

/**
 * One case of twitter-text's conformance suite. Its files keep to a small part of YAML, with strings that are JSON's but
 * for the long escape of a code point.
 *
 * @param expected what is found, in order; with " start end" after it in the sections with indices
 */
record ConformanceCase(String section, String description, String text, List<String> expected) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LONG_ESCAPE = Pattern.compile("\\\\U([0-9a-fA-F]{8})");

    static List<ConformanceCase> of(String file, String section) {
        var cases = new ArrayList<ConformanceCase>();
        var here = "";
        var description = "";
        var text = "";
        for (var line : SharedData.lines(file)) {
            var said = line.strip();
            if (line.matches(" {2}[a-z_]+:")) {
                here = said.substring(0, said.length() - 1);
            }
            if (!here.equals(section)) {
                continue;
            }
            if (said.startsWith("- description: ")) {
                description = string(said);
            } else if (said.startsWith("text: ")) {
                text = string(said);
            } else if (said.startsWith("expected: ")) {
                cases.add(new ConformanceCase(here, description, text, strings(said)));
            } else if (said.equals("expected:")) {
                cases.add(new ConformanceCase(here, description, text, new ArrayList<>()));
            } else if (said.startsWith("- ") && !cases.isEmpty()) {
                cases.getLast().expected.add(string(said));
            } else if (said.startsWith("indices: ")) {
                var indices = said.substring(said.indexOf('[') + 1, said.indexOf(']'));
                cases.getLast().expected.add(cases.getLast().expected.removeLast() + " " + indices.replace(",", ""));
            }
        }
        return cases;
    }

    private static String string(String said) {
        return JSON.readTree(json(said.substring(said.indexOf(": ") + 2))).asString();
    }

    private static List<String> strings(String said) {
        return JSON.readTree(json(said.substring(said.indexOf(": ") + 2)))
                .valueStream()
                .map(it -> it.asString())
                .toList();
    }

    private static String json(String yaml) {
        return LONG_ESCAPE.matcher(yaml).replaceAll(it -> Character.toString(Integer.parseInt(it.group(1), 16)));
    }
}
