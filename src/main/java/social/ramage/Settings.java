package social.ramage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import social.ramage.db.DatabaseAt;
import social.ramage.person.Email;
import social.ramage.person.Opening;
import social.ramage.problem.Refusal;
import social.ramage.web.WebServer;

/**
 * Everything that can be set, with its default and meaning in {@link Key}: from {@code DIR/ramage.properties}, then
 * from variables {@code RAMAGE_...}, then from the command line.
 *
 * @param publicUrl empty for the address that it listens on
 */
record Settings(
        Path data,
        WebServer.Listen listen,
        String publicUrl,
        DatabaseAt database,
        String mailFrom,
        Place place,
        RateLimiting rateLimiting) {

    private static final int PORT_MAX = 65_535;

    /** How this server presents itself, and what it takes. */
    record Place(String title, String description, int charactersMax, Opening opening) {}

    enum RateLimiting {
        ON,
        OFF
    }

    /** One thing that can be set. */
    enum Key {
        WEB_HOST("127.0.0.1", "the address to listen on; only this machine can reach the default"),
        WEB_PORT("8080", "the port to listen on; 0 takes any that is free"),
        WEB_URL("", "where people reach this server, such as https://ramage.example; fixed at the first start"),
        MANAGEMENT_PORT("8081", "the port for /health, /ready and /metrics, on this machine only"),
        DATABASE_URL("", "jdbc:postgresql://HOST/NAME; empty for the embedded database in the data folder"),
        DATABASE_USER("", "the user of the database"),
        DATABASE_PASSWORD("", "the password of the database; better given as a variable than in the file"),
        SITE_TITLE("Ramage", "the name of this place"),
        SITE_DESCRIPTION("A place for conversations.", "what this place is, in a sentence"),
        SIGN_UP("invitation", "who may come in: open, invitation (with a link of somebody who is here) or closed"),
        MAIL_FROM("ramage@localhost", "the address that mail comes from"),
        POST_CHARACTERS_MAX("140", "characters that a post may have, as people count them; 1 to 5000"),
        RATE_LIMITS("on", "on, or off for measuring only");

        private final String usual;
        private final String meaning;

        Key(String usual, String meaning) {
            this.usual = usual;
            this.meaning = meaning;
        }

        /** As in the file. */
        String property() {
            return name().toLowerCase(Locale.ROOT).replace('_', '.');
        }

        String variable() {
            return "RAMAGE_" + name();
        }
    }

    /** All mistakes at once, each by the name of what was set. */
    static final class Mistaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mistaken(List<String> mistakes) {
            super(String.join("\n", mistakes));
        }
    }

    /**
     * @param given what the command line says, before all else
     * @throws Mistaken when anything cannot be used as it is
     */
    static Settings from(Path data, Map<String, String> environment, Map<Key, String> given) {
        var mistakes = new ArrayList<String>();
        var file = read(data.resolve("ramage.properties"), mistakes);
        refuseUnknown(file, environment, mistakes);
        var values = new LinkedHashMap<Key, String>();
        for (var key : Key.values()) {
            var fromFile = file.getProperty(key.property(), key.usual);
            values.put(
                    key,
                    given.getOrDefault(key, environment.getOrDefault(key.variable(), fromFile))
                            .strip());
        }
        var settings = read(data, values, mistakes);
        if (!mistakes.isEmpty()) {
            throw new Mistaken(mistakes);
        }
        return settings;
    }

    /** For those who watch over the server, when people are given another port than the usual. */
    static int portBeside(int port) {
        if (port <= 0 || port > PORT_MAX) {
            return 0;
        }
        return port < PORT_MAX ? port + 1 : port - 1;
    }

    /** What can be set, for people to read. */
    static String manual() {
        var lines = new StringBuilder();
        for (var key : Key.values()) {
            lines.append("%-22s %s%n".formatted(key.property(), key.meaning))
                    .append("%-22s %s, default %s%n"
                            .formatted("", key.variable(), key.usual.isEmpty() ? "empty" : key.usual));
        }
        return lines.toString();
    }

    private static Settings read(Path data, Map<Key, String> values, List<String> mistakes) {
        var listen = new WebServer.Listen(
                text(values, Key.WEB_HOST),
                number(values, Key.WEB_PORT, 0, PORT_MAX, mistakes),
                number(values, Key.MANAGEMENT_PORT, 0, PORT_MAX, mistakes));
        if (listen.host().isEmpty()) {
            mistakes.add(Key.WEB_HOST.property() + ": must be an address, such as 127.0.0.1");
        }
        if (listen.port() > 0 && listen.port() == listen.managementPort()) {
            mistakes.add(Key.MANAGEMENT_PORT.property() + ": must be another than " + Key.WEB_PORT.property());
        }
        var place = new Place(
                text(values, Key.SITE_TITLE),
                text(values, Key.SITE_DESCRIPTION),
                number(values, Key.POST_CHARACTERS_MAX, 1, 5_000, mistakes),
                opening(values, mistakes));
        var limiting = text(values, Key.RATE_LIMITS).toLowerCase(Locale.ROOT);
        if (!limiting.equals("on") && !limiting.equals("off")) {
            mistakes.add(Key.RATE_LIMITS.property() + ": must be on or off, not \"" + limiting + "\"");
        }
        return new Settings(
                data,
                listen,
                url(values, mistakes),
                database(data, values, mistakes),
                mailFrom(values, mistakes),
                place,
                limiting.equals("off") ? RateLimiting.OFF : RateLimiting.ON);
    }

    private static Opening opening(Map<Key, String> values, List<String> mistakes) {
        var value = text(values, Key.SIGN_UP).toLowerCase(Locale.ROOT);
        for (var opening : Opening.values()) {
            if (opening.name().toLowerCase(Locale.ROOT).equals(value)) {
                return opening;
            }
        }
        mistakes.add(Key.SIGN_UP.property() + ": must be open, invitation or closed, not \"" + value + "\"");
        return Opening.CLOSED;
    }

    private static String mailFrom(Map<Key, String> values, List<String> mistakes) {
        var from = text(values, Key.MAIL_FROM);
        try {
            return Email.parse(from).value();
        } catch (Refusal _) {
            mistakes.add(Key.MAIL_FROM.property() + ": must be an address such as ramage@example.org");
            return from;
        }
    }

    private static DatabaseAt database(Path data, Map<Key, String> values, List<String> mistakes) {
        var url = text(values, Key.DATABASE_URL);
        if (url.isEmpty()) {
            return DatabaseAt.file(data.resolve("ramage.db"));
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            mistakes.add(Key.DATABASE_URL.property() + ": must begin with jdbc:postgresql:");
        }
        return new DatabaseAt(url, text(values, Key.DATABASE_USER), text(values, Key.DATABASE_PASSWORD));
    }

    private static String url(Map<Key, String> values, List<String> mistakes) {
        var url = text(values, Key.WEB_URL).replaceFirst("/$", "");
        if (url.isEmpty()) {
            return url;
        }
        try {
            var uri = URI.create(url);
            var plain = uri.getHost() == null ? "" : uri.getScheme() + "://" + authority(uri);
            if (url.equals(plain) && List.of("http", "https").contains(uri.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Said below, as for every other address that cannot be used.
        }
        mistakes.add(Key.WEB_URL.property() + ": must be like https://ramage.example, not \"" + url + "\"");
        return url;
    }

    private static String authority(URI uri) {
        return uri.getPort() < 0 || uri.getPort() > PORT_MAX ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String text(Map<Key, String> values, Key key) {
        return values.getOrDefault(key, "");
    }

    private static int number(Map<Key, String> values, Key key, int min, int max, List<String> mistakes) {
        var value = text(values, key);
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, as for a number out of range.
        }
        mistakes.add(key.property() + ": must be a number from " + min + " to " + max + ", not \"" + value + "\"");
        return min;
    }

    private static Properties read(Path file, List<String> mistakes) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IllegalArgumentException _) {
                mistakes.add(file + ": cannot be read as properties");
            } catch (CharacterCodingException _) {
                mistakes.add(file + ": must be written in UTF-8");
            } catch (IOException failure) {
                mistakes.add(file + ": cannot be read: " + failure.getMessage());
            }
        }
        return properties;
    }

    /** A name with a slip in it would be ignored otherwise, and its owner think it in force. */
    private static void refuseUnknown(Properties file, Map<String, String> environment, List<String> mistakes) {
        var keys = List.of(Key.values());
        file.stringPropertyNames().stream()
                .filter(name -> keys.stream().noneMatch(key -> key.property().equals(name)))
                .sorted()
                .forEach(name -> mistakes.add(name + ": there is no such setting"));
        environment.keySet().stream()
                .filter(name -> name.startsWith("RAMAGE_") && !OTHER_VARIABLES.contains(name))
                .filter(name -> keys.stream().noneMatch(key -> key.variable().equals(name)))
                .sorted()
                .forEach(name -> mistakes.add(name + ": there is no such setting"));
    }

    /** Read by the launcher and by tests. */
    private static final List<String> OTHER_VARIABLES = List.of("RAMAGE_SHARED", "RAMAGE_JAVA_OPTS");
}
