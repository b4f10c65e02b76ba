package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends an import early, the same command brings the rest and nothing twice; meanwhile people go on. */
class BreakingOffImportsTest {
    private static final int PEOPLE = 400;
    private static final int EDGES = 60_000;
    private static final int POSTS = 20_000;
    private static final Instant NOON = Instant.parse("2014-03-05T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aGraphThatWasKilledIsBroughtByTheSameCommand() throws Exception {
        var file = edges();

        int before = kill("follow", "graph", file.toString(), "--direction", "follower-followee");

        try (var town = Town.in(folder.resolve("data"))) {
            var facts = new Facts(town.ramage);
            facts.areTrue();
            assertThat(facts.count("follow")).isEqualTo(before).isLessThan(EDGES);
            var again = Cargo.graph(town.ramage, file, "--direction", "follower-followee");
            assertThat(again.status()).isZero();
            assertThat(again.sum())
                    .startsWith(number(EDGES - before) + " new follows")
                    .contains(number(before) + " follows were there already");
            assertThat(facts.count("follow")).isEqualTo(EDGES);
            facts.areTrue();
        }
    }

    @Test
    void postsThatWereKilledAreBroughtByTheSameCommand() throws Exception {
        var file = posts();

        int before = kill("post", "posts", file.toString());

        try (var town = Town.in(folder.resolve("data"))) {
            var facts = new Facts(town.ramage);
            facts.areTrue();
            assertThat(facts.count("post")).isEqualTo(before).isLessThan(POSTS);
            var again = Cargo.posts(town.ramage, file);
            assertThat(again.sum())
                    .startsWith(number(POSTS - before) + " new posts")
                    .contains(number(before) + " were there already");
            assertThat(facts.count("post")).isEqualTo(POSTS);
            assertThat(facts.number("select count(distinct text) as n from post"))
                    .isEqualTo(POSTS);
            facts.areTrue();
        }
    }

    @Test
    void besideARunningServerPeopleGoOnPosting() throws Exception {
        var file = edges();
        try (var town = Town.in(folder.resolve("data"))) {
            var ada = town.person("ada");
            var bob = town.person("bob");
            bob.follows(ada);
            var told = CompletableFuture.supplyAsync(
                    () -> Cargo.graph(town.ramage, file, "--direction", "follower-followee"));

            int posted = 0;
            while (!told.isDone()) {
                var id = ada.posts("Pendant ce temps, " + posted++);
                assertThat(bob.home().ids()).first().isEqualTo(id);
            }

            assertThat(posted).isPositive();
            assertThat(Await.result(told).sum()).startsWith(number(EDGES) + " new follows");
            var facts = new Facts(town.ramage);
            assertThat(facts.count("follow")).isEqualTo(EDGES + 1);
            assertThat(facts.count("post")).isEqualTo(posted);
        }
    }

    /** Runs the command in a process of its own and kills it once it has written something. @return how many rows */
    private int kill(String table, String... command) throws Exception {
        var data = folder.resolve("data");
        var all = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Cli.class.getName(),
                "import"));
        all.addAll(List.of(command));
        all.addAll(List.of("--data", data.toString()));
        var process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            Await.until("there are rows", () -> rows(data, table) > 0);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as("it had not ended by itself").isNotZero();
        return rows(data, table);
    }

    /** Looked up beside the process that writes them, and by nothing of ours. */
    private static int rows(Path data, String table) {
        var file = data.resolve("ramage.db");
        if (!Files.exists(file)) {
            return 0;
        }
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
                var count = database.createStatement().executeQuery("select count(*) from " + table)) {
            return count.getInt(1);
        } catch (SQLException _) {
            // Its tables are still to be made.
            return 0;
        }
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private Path edges() {
        return new Cargo(folder)
                .file(IntStream.range(0, EDGES)
                        .mapToObj(i -> (i % PEOPLE) + " " + (i % PEOPLE + 1 + i / PEOPLE) % (2 * PEOPLE))
                        .toArray(String[]::new));
    }

    private Path posts() {
        return new Cargo(folder)
                .file(IntStream.range(0, POSTS)
                        .mapToObj(i -> Tweet.flat(Tweet.key(NOON, i), "a" + i % PEOPLE, "mot " + i, NOON)
                                .toString())
                        .toArray(String[]::new));
    }
}
