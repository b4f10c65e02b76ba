package social.ramage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import social.ramage.account.Account;
import social.ramage.account.Handle;
import social.ramage.account.Scope;
import social.ramage.account.Tokens;
import social.ramage.db.DatabaseAt;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;
import social.ramage.person.Email;
import social.ramage.person.Role;
import social.ramage.web.WebServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Ramage with people in it, who act over HTTP. */
final class Town implements AutoCloseable {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Clock clock;
    private final Map<Settings.Key, String> given = new TreeMap<>();
    Ramage ramage;
    private WebServer web;

    private Town(Path data, Map<Settings.Key, String> given, Clock clock) {
        this.data = data;
        this.clock = clock;
        Folder.hold(data).orElseThrow().close();
        this.given.put(Settings.Key.WEB_PORT, "0");
        this.given.put(Settings.Key.MANAGEMENT_PORT, "0");
        this.given.put(Settings.Key.RATE_LIMITS, "off");
        this.given.putAll(given);
        this.ramage = Ramage.open(settings(), clock);
        this.web = ramage.listen(OutputStream.nullOutputStream());
    }

    static Town in(Path data) {
        return new Town(data, Map.of(), Clock.systemUTC());
    }

    static Town in(Path data, Map<Settings.Key, String> given) {
        return new Town(data, given, Clock.systemUTC());
    }

    static Town in(Path data, Map<Settings.Key, String> given, Clock clock) {
        return new Town(data, given, clock);
    }

    /** With the database that a test was given. */
    static Town on(FreshDatabase database, Path data) {
        return in(data, on(database.at()));
    }

    /** Settings that lead to this database; the embedded one is always the data folder's own. */
    static Map<Settings.Key, String> on(DatabaseAt at) {
        return switch (at.engine()) {
            case SQLITE -> Map.of();
            case POSTGRESQL -> Map.of(Settings.Key.DATABASE_URL, at.url(), Settings.Key.DATABASE_USER, at.user());
        };
    }

    Instant now() {
        return clock.instant();
    }

    /** Lets time pass, by a clock that was given; the server holds its node's number all the while. */
    void passes(Duration time) {
        ((MovableClock) clock).move(time);
        ramage.renew();
    }

    void restart() {
        close();
        http = HttpClient.newHttpClient();
        ramage = Ramage.open(settings(), clock);
        web = ramage.listen(OutputStream.nullOutputStream());
    }

    Person person(String handle) {
        return person(handle, Role.HOLDER, /* isLocked= */ false);
    }

    Person confidentialPerson(String handle) {
        return person(handle, Role.HOLDER, /* isLocked= */ true);
    }

    /** Somebody who owns the place, with a token for all that can be done. */
    Person owner(String handle) {
        return mayAll(person(handle, Role.OWNER, /* isLocked= */ false));
    }

    /** The same with a token for all that can be done, as far as they may. */
    Person mayAll(Person person) {
        return person.withToken(
                ramage.tokens.create(person.id, EnumSet.allOf(Scope.class)).value());
    }

    Person stranger() {
        return new Person(new AccountId(0), "", "");
    }

    /** Somebody of another node of the same place, who comes by this one. */
    Person as(Person elsewhere) {
        return new Person(elsewhere.id, elsewhere.handle, elsewhere.token);
    }

    int managementPort() {
        return web.managementPort();
    }

    int port() {
        return web.port();
    }

    /** A figure that operators see, by its name and labels as they are written. */
    double metric(String name) {
        var figures = URI.create("http://127.0.0.1:" + web.managementPort() + "/metrics");
        return send(HttpRequest.newBuilder(figures).build())
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    @Override
    public void close() {
        // The server gives connections on which nothing happens two seconds before it stops.
        http.shutdownNow();
        web.close();
        ramage.close();
    }

    private Settings settings() {
        return Settings.from(data, Map.of(), given);
    }

    private Person person(String handle, Role role, boolean isLocked) {
        Account account = new Newcomers(ramage)
                .create(new Newcomers.Newcomer(
                        Handle.parse(handle), Email.parse(handle + "@example.org"), "", "", role, isLocked));
        return new Person(
                account.id(),
                handle,
                ramage.tokens.create(account.id(), Tokens.ALL).value());
    }

    /** What came back. */
    record Reply(int status, JsonNode json, HttpResponse<String> response) {
        String error() {
            return json.path("error").asString();
        }

        String link() {
            return response.headers().firstValue("Link").orElse("");
        }

        List<String> ids() {
            return json.valueStream().map(it -> it.get("id").asString()).toList();
        }
    }

    /** Somebody, signed in unless they are a stranger. */
    final class Person {
        final AccountId id;
        final String handle;
        private final String token;

        Person(AccountId id, String handle, String token) {
            this.id = id;
            this.handle = handle;
            this.token = token;
        }

        Town town() {
            return Town.this;
        }

        String token() {
            return token;
        }

        Person withToken(String other) {
            return new Person(id, handle, other);
        }

        String posts(String text, String... more) {
            var reply = triesToPost(text, more);
            if (reply.status() != 200) {
                throw new AssertionError(reply.status() + " " + reply.json());
            }
            return reply.json().get("id").asString();
        }

        /** @param more names and values in turn */
        Reply triesToPost(String text, String... more) {
            return sends("POST", "/api/v1/statuses", form(text, more), "application/x-www-form-urlencoded");
        }

        Reply postsWithKey(String text, String key) {
            return Town.this.send(HttpRequest.newBuilder(at("/api/v1/statuses"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(form(text)))
                    .build());
        }

        private static String form(String text, String... more) {
            var form = new StringBuilder("status=").append(encode(text));
            for (int i = 0; i < more.length; i += 2) {
                form.append('&').append(more[i]).append('=').append(encode(more[i + 1]));
            }
            return form.toString();
        }

        Reply follows(Person other) {
            return does("follow", other);
        }

        Reply unfollows(Person other) {
            return does("unfollow", other);
        }

        /** @param verb as in the API's path: block, unmute, ... */
        Reply does(String verb, Person other) {
            return sends("POST", "/api/v1/accounts/" + other.id + "/" + verb, "", "application/x-www-form-urlencoded");
        }

        /** @param how as in a form */
        Reply mutes(Person other, String how) {
            return sends("POST", "/api/v1/accounts/" + other.id + "/mute", how, "application/x-www-form-urlencoded");
        }

        /** @param verb authorize or reject */
        Reply answers(Person asking, String verb) {
            return sends(
                    "POST",
                    "/api/v1/follow_requests/" + asking.id + "/" + verb,
                    "",
                    "application/x-www-form-urlencoded");
        }

        Reply deletes(String post) {
            return sends("DELETE", "/api/v1/statuses/" + post, "", "application/x-www-form-urlencoded");
        }

        /** @param verb as in the API's path: favourite, unfavourite, reblog, ... */
        Reply does(String verb, String post) {
            return sends("POST", "/api/v1/statuses/" + post + "/" + verb, "", "application/x-www-form-urlencoded");
        }

        /** @param more names and values in turn */
        Reply edits(String post, String text, String... more) {
            return sends("PUT", "/api/v1/statuses/" + post, form(text, more), "application/x-www-form-urlencoded");
        }

        Reply reads(String path) {
            return sends("GET", path, "", "");
        }

        Reply home() {
            return reads("/api/v1/timelines/home?limit=40");
        }

        Reply sends(String method, String path, String body, String type) {
            return sends(method, path, body.getBytes(StandardCharsets.UTF_8), type);
        }

        Reply sends(String method, String path, byte[] body, String type) {
            var request = HttpRequest.newBuilder(at(path)).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return Town.this.send(request.build());
        }
    }

    Reply send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean isJson = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent();
            boolean hasBody = isJson && !response.body().isEmpty();
            return new Reply(response.statusCode(), JSON.readTree(hasBody ? response.body() : "null"), response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            throw new IllegalStateException("interrupted");
        }
    }

    /** Ids from page to page, as a client follows the links to the end. */
    List<String> walk(Person reader, String path) {
        var all = new ArrayList<String>();
        var reply = reader.reads(path);
        while (true) {
            all.addAll(reply.ids());
            var next = NEXT.matcher(reply.link());
            if (!next.find()) {
                return all;
            }
            var uri = URI.create(next.group(1));
            reply = reader.reads(uri.getRawPath() + "?" + uri.getRawQuery());
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
