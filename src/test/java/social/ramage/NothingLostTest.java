package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.account.Handle;
import social.ramage.db.DatabaseAt;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.event.Visibility;
import social.ramage.id.PostId;
import social.ramage.person.Email;
import social.ramage.person.Role;
import social.ramage.post.Draft;
import social.ramage.post.PostText;

/** A real process is killed while eight writers post; whatever it acknowledged must be there afterwards, and whole. */
@ParameterizedClass
@EnumSource(Engine.class)
class NothingLostTest {
    private static final String REACTED = "select position as n from reactor_cursor where reactor = 'tag uses'";
    private static final String HEAD = "select max(id) as n from event";
    private static final int WRITERS = 8;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 150;

    /** After so long all that the killed process had leased is free; a clock ahead of time saves the waiting. */
    private static final Duration LEASED = Duration.ofSeconds(61);

    @RegisterExtension
    final FreshDatabase fresh;

    @TempDir
    Path data;

    NothingLostTest(Engine engine) {
        fresh = FreshDatabase.on(engine);
    }

    @Test
    void survivesBeingKilled() throws Exception {
        // What can be lost is in the process on SQLite, and in another one on PostgreSQL, which is not killed here.
        killed(fresh.engine() == Engine.SQLITE ? 5 : 2);
    }

    @Test
    @Tag("long")
    void survivesBeingKilledAHundredTimes() throws Exception {
        killed(100);
    }

    private void killed(int rounds) throws Exception {
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < rounds; round++) {
            acknowledged.addAll(writeUntilKilled(round));
            check(acknowledged, round);
        }
    }

    private List<String> writeUntilKilled(int round) throws Exception {
        var child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        data.toString(),
                        Integer.toString(round),
                        fresh.at().url(),
                        fresh.at().user())
                .redirectErrorStream(true)
                .start();
        var acknowledged = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("ack ")) {
                    acknowledged.add(line.substring(4));
                }
                if (acknowledged.size() == ACKNOWLEDGED_BEFORE_KILL) {
                    // By its handle: the process's own method would close what it said and we have not read yet.
                    assertThat(child.toHandle().destroyForcibly()).isTrue();
                }
            }
        } finally {
            child.destroyForcibly();
            child.waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(acknowledged).as("round %d", round).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_KILL);
        return acknowledged;
    }

    private void check(List<String> acknowledged, int round) throws Exception {
        var settings = Settings.from(data, Map.of(), Town.on(fresh.at()));
        try (var ramage = Ramage.open(settings, Clock.offset(Clock.systemUTC(), LEASED))) {
            var posts = number(ramage, "select count(*) as n from post");
            for (var line : acknowledged) {
                var id = Long.parseLong(line);
                assertThat(number(ramage, "select count(*) as n from post where id = " + id))
                        .as("round %d, acknowledged post %d", round, id)
                        .isEqualTo(1);
            }
            assertThat(posts).isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(number(ramage, "select count(*) as n from event where kind = 'PostPublished'"))
                    .as("each post has its event")
                    .isEqualTo(posts);
            assertThat(number(ramage, "select count(*) as n from post_tag"))
                    .as("and its tag")
                    .isEqualTo(posts);
            assertThat(number(ramage, "select coalesce(sum(posts), 0) as n from account"))
                    .as("and is counted")
                    .isEqualTo(posts);
            // Reactions are durable too: what the killed process had not done is done now, and once.
            Await.until("all has been reacted to", () -> number(ramage, REACTED) == number(ramage, HEAD));
            assertThat(number(ramage, "select coalesce(sum(posts), 0) as n from tag_day"))
                    .as("round %d, every use of a tag is counted once", round)
                    .isEqualTo(posts);
        }
    }

    private static long number(Ramage ramage, String sql) {
        return ramage.db().read(tx -> tx.sql(sql).get(row -> row.number("n")));
    }

    /** The process that is killed. */
    static final class Child {
        public static void main(String[] arguments) {
            var at = new DatabaseAt(arguments[2], arguments[3], "");
            var settings = Settings.from(Path.of(arguments[0]), Map.of(), Town.on(at));
            var ramage = Ramage.open(settings, Clock.systemUTC());
            for (int i = 0; i < WRITERS; i++) {
                var handle = "w" + i + "_" + arguments[1];
                var account = new Newcomers(ramage)
                        .create(new Newcomers.Newcomer(
                                Handle.parse(handle),
                                Email.parse(handle + "@example.org"),
                                "",
                                "",
                                Role.HOLDER,
                                /* isLocked= */ false));
                Thread.ofPlatform().start(() -> {
                    var viewer = ramage.follows.viewer(account.id());
                    while (true) {
                        var post = ramage.posts.publish(
                                viewer,
                                new Draft(
                                        PostText.parse("un mot #essai", "", 140),
                                        Visibility.PUBLIC,
                                        Optional.<PostId>empty(),
                                        Optional.empty(),
                                        /* isSensitive= */ false));
                        synchronized (Child.class) {
                            System.out.println("ack " + post.id());
                            System.out.flush();
                        }
                    }
                });
            }
        }
    }
}
