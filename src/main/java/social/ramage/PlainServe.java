package social.ramage;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code serve} when each is a name and its value, as in most starts. They are read here, past picocli:
 * to look at all commands and what each may take is a fifth of the time that a start takes.
 */
record PlainServe(Path data, Map<Settings.Key, String> given) {
    private static final Set<String> NAMES = Set.of("--data", "--host", "--port", "--url");

    /** @return nothing for all else, which picocli reads, or says what is wrong with it */
    static Optional<PlainServe> read(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("serve") || arguments.size() % 2 == 0) {
            return Optional.empty();
        }
        var valueByName = new HashMap<String, String>();
        for (int i = 1; i < arguments.size(); i += 2) {
            var value = arguments.get(i + 1);
            boolean plain = NAMES.contains(arguments.get(i)) && !value.isEmpty() && !value.startsWith("-");
            if (!plain || valueByName.put(arguments.get(i), value) != null) {
                return Optional.empty();
            }
        }
        var port = valueByName.get("--port");
        if (port != null && !port.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        return Optional.of(new PlainServe(
                Path.of(valueByName.getOrDefault("--data", "./data")),
                given(
                        valueByName.get("--host"),
                        port == null ? null : Integer.valueOf(port),
                        valueByName.get("--url"))));
    }

    /** What the command line says, as settings. */
    static Map<Settings.Key, String> given(@Nullable String host, @Nullable Integer port, @Nullable String url) {
        var given = new EnumMap<Settings.Key, String>(Settings.Key.class);
        if (host != null) {
            given.put(Settings.Key.WEB_HOST, host);
        }
        if (url != null) {
            given.put(Settings.Key.WEB_URL, url);
        }
        if (port != null) {
            given.put(Settings.Key.WEB_PORT, port.toString());
            given.put(Settings.Key.MANAGEMENT_PORT, Integer.toString(Settings.portBeside(port)));
        }
        return given;
    }
}
