package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to stop answers what it has taken on, says that it is not ready, and goes. */
class StoppingTest {
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"(\\d+)\"");

    @TempDir
    Path data;

    @Test
    void answersWhatIsUnderWayAndLeavesNothingBehind() throws Exception {
        var settlers = Settlers.in(data, 8);
        var posted = new ConcurrentLinkedQueue<String>();
        var writers = new ArrayList<Future<String>>();
        try (var server = RunningServer.serve(data);
                var half = Wire.to(server.port());
                var threads = Executors.newCachedThreadPool()) {
            for (var settler : settlers.all()) {
                writers.add(threads.submit(() -> postUntilTheLastAnswer(server.port(), settler, posted)));
            }
            var request = settlers.all().getFirst().posts("half" + " more".repeat(20), "Expect: 100-continue\r\n");
            int head = request.indexOf("\r\n\r\n") + 4;
            assertThat(half.send(request.substring(0, head)).head().status()).isEqualTo(100);
            Await.until("they write", () -> posted.size() > 200);
            long asked = System.nanoTime();

            server.send("TERM");

            int sent = head;
            while (readiness(server) != 503) {
                assertThat(sent).as("times that it was still ready").isLessThan(request.length() - 1);
                half.send(request.substring(sent, ++sent));
            }
            var last = half.send(request.substring(sent)).next();
            assertThat(last.status()).isEqualTo(200);
            posted.add(id(last));
            assertThat(server.status()).isZero();
            // A promise of behaviour, and generous to slow machines.
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROMISED.multipliedBy(3));
            for (var writer : writers) {
                assertThat(writer.get()).isEqualTo("told that it was the last answer");
            }
        }
        assertThat(data.resolve("socket")).doesNotExist();
        checkAllIsThere(settlers, posted);
    }

    @Test
    void aDemoThatIsInterruptedLeavesNoFolder(@TempDir Path temporary) throws Exception {
        try (var demo = RunningServer.demo(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary))) {
            assertThat(demoFolders(temporary)).hasSize(1);

            demo.send("INT");

            assertThat(demo.status()).isZero();
        }
        assertThat(demoFolders(temporary)).isEmpty();
    }

    /** The same folder can be used at once, and everything that was acknowledged is in it. */
    private void checkAllIsThere(Settlers settlers, Iterable<String> posted) throws Exception {
        try (var again = RunningServer.serve(data);
                var wire = Wire.to(again.port())) {
            for (var id : posted) {
                var reply = wire.send(settlers.all().getFirst().reads("/api/v1/statuses/" + id))
                        .next();
                assertThat(reply.status()).as("post %s", id).isEqualTo(200);
            }
        }
    }

    /** On one connection, which the server ends when it says so, and never instead of an answer. */
    private static String postUntilTheLastAnswer(
            int port, Settlers.Settler settler, ConcurrentLinkedQueue<String> posted) {
        try (var wire = Wire.to(port)) {
            int number = 0;
            while (true) {
                var reply = wire.send(settler.posts("post " + number++)).next();
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                posted.add(id(reply));
                if (reply.header("Connection").filter("close"::equals).isPresent()) {
                    return "told that it was the last answer";
                }
            }
        } catch (IOException failure) {
            return "cut off: " + failure;
        }
    }

    private static String id(Wire.Reply reply) {
        var matcher = ID.matcher(reply.text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static int readiness(RunningServer server) {
        try (var wire = Wire.to(server.managementPort())) {
            return wire.send("GET /ready HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
                    .next()
                    .status();
        } catch (IOException _) {
            return 0;
        }
    }

    private static List<Path> demoFolders(Path temporary) throws IOException {
        try (var files = Files.list(temporary)) {
            return files.filter(it -> it.getFileName().toString().startsWith("ramage-demo"))
                    .toList();
        }
    }
}
