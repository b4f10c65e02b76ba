package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Many thousands of odd requests to every route: none is a fault of ours, and each is told what is wrong with it. */
class SendingNonsenseTest {
    private static final long SEED = 20261124;
    private static final int USUALLY = 12_000;
    private static final int LONG = 1_000_000;
    private static final int CONNECTIONS = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern GAP = Pattern.compile("\\{[^}]*}");

    @TempDir
    Path data;

    private Town town;
    private Town.Person alice;
    private String post;
    private List<Pattern> french;

    @BeforeEach
    void open() throws IOException {
        town = Town.in(data);
        alice = town.person("alice");
        post = alice.posts("Le premier", "spoiler_text", "Attention");
        french = french();
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void noneOfThousandsOfOddRequestsIsAFaultOfOurs() throws Exception {
        send(USUALLY, SEED);
    }

    @Test
    @Tag("long")
    void noneOfAMillionOddRequestsIsAFaultOfOurs() throws Exception {
        send(LONG, SEED + 1);
    }

    private void send(int count, long seed) throws Exception {
        var bob = town.person("bob");
        var carol = town.person("carol");
        var own = bob.posts("Le sien #tag");
        var before = carol.reads("/api/v1/statuses/" + post).json();
        var nonsense = new Nonsense(
                seed,
                Addresses.of(town.ramage).stream()
                        .filter(route -> !Addresses.staysOpen(route))
                        .toList(),
                List.of(post, own, alice.id.toString(), bob.id.toString(), carol.id.toString(), "tag", "x"),
                List.of(bob.token(), town.confidentialPerson("dora").token()));
        var next = new AtomicLong();
        var seen = ConcurrentHashMap.<Integer>newKeySet();

        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < CONNECTIONS; i++) {
            work.add(() -> {
                try (var line = new Line()) {
                    int sent = 0;
                    for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        var request = nonsense.request(number);
                        seen.add(check(line.ask(request, number), request, number));
                        sent++;
                    }
                    return sent;
                }
            });
        }
        int sent = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                sent += done.get();
            }
        }

        assertThat(sent).isEqualTo(count);
        assertThat(seen).contains(200, 204, 400, 401, 403, 404, 405, 413, 422);
        var after = carol.reads("/api/v1/statuses/" + post).json();
        for (var name : List.of("id", "content", "spoiler_text", "visibility", "edited_at", "created_at", "language")) {
            assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
        }
        assertThat(carol.reads("/api/v1/statuses/" + carol.posts("Encore là")).status())
                .isEqualTo(200);
        new Facts(town.ramage).talliesAreTrue();
    }

    /** @return the status */
    private int check(Wire.Reply reply, Nonsense.Request request, long number) {
        if (reply.status() < 500 && isPlain(reply, request)) {
            return reply.status();
        }
        throw new AssertionError("request " + number + " was answered " + reply.status() + " " + reply.headers() + "\n"
                + reply.text() + "\n\n" + request);
    }

    private boolean isPlain(Wire.Reply reply, Nonsense.Request request) {
        var type = reply.header("Content-Type").orElse("");
        if (reply.body().length == 0) {
            return request.method().equals("HEAD") || reply.status() == 204 || reply.status() == 303;
        }
        if (type.startsWith("text/html")) {
            // Of a path that cannot be read nobody knows whose it is, and /api/v1 could be a post's.
            return !request.isForApi() || List.of(400, 404, 405).contains(reply.status());
        }
        if (!type.startsWith("application/json")) {
            return reply.status() == 200 && (!request.isForApi() || reply.text().endsWith("OK"));
        }
        return isRead(reply, request);
    }

    private boolean isRead(Wire.Reply reply, Nonsense.Request request) {
        try {
            var json = JSON.readTree(reply.body());
            if (reply.status() < 400) {
                return json.isObject() || json.isArray();
            }
            // OAuth has a code there, and its sentence beside it.
            var error = json.path(json.has("error_description") ? "error_description" : "error")
                    .asString();
            return !error.isBlank()
                    && (!request.isFrench()
                            || french.stream().anyMatch(it -> it.matcher(error).matches()));
        } catch (JacksonException _) {
            return false;
        }
    }

    private static List<Pattern> french() throws IOException {
        var words = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/social/ramage/words_fr.properties"))) {
            words.load(reader);
        }
        return words.stringPropertyNames().stream()
                .filter(key -> key.startsWith("problem."))
                .map(key -> Pattern.compile(
                        "\\Q" + GAP.matcher(words.getProperty(key)).replaceAll("\\\\E.*\\\\Q") + "\\E", Pattern.DOTALL))
                .toList();
    }

    /** A connection that is used until the server ends it. */
    private final class Line implements AutoCloseable {
        private Wire wire;
        private String before = "nothing";

        Line() throws IOException {
            wire = Wire.to(town.port());
        }

        /** Waits for an answer as long as a wire is patient. */
        Wire.Reply ask(Nonsense.Request request, long number) {
            try {
                var reply = wire.send(request.bytes())
                        .next(/* hasBody= */ !request.method().equals("HEAD"));
                before = request + "\nanswered " + reply.status() + " " + reply.headers();
                if (reply.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
                    wire.close();
                    wire = Wire.to(town.port());
                }
                return reply;
            } catch (IOException | RuntimeException failure) {
                throw new AssertionError(
                        "request " + number + " was not answered\n" + request + "\nafter\n" + before, failure);
            }
        }

        @Override
        public void close() {
            try {
                wire.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
