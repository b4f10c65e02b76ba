package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;

class BringingInGraphsTest {
    private static final String[] FORWARD = {"--direction", "follower-followee"};
    private static final String[] BACKWARD = {"--direction", "followee-follower"};

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        @TempDir
        Path folder;

        private Town town;
        private Cargo cargo;
        private Facts facts;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @BeforeEach
        void open() {
            town = Town.on(fresh, folder.resolve("town"));
            cargo = new Cargo(folder);
            facts = new Facts(town.ramage);
        }

        @AfterEach
        void close() {
            town.close();
        }

        @Test
        void nodesBecomeAccountsAndEdgesFollows() {
            var file = cargo.file("# a comment", "% another", "1 2", "2\t3", "3,1", "", "1, 3", "10   1 ");

            var told = Cargo.graph(town.ramage, file, FORWARD);

            assertThat(told.status()).isZero();
            assertThat(told.sum())
                    .isEqualTo(
                            "5 new follows, 4 new accounts; 0 follows were there already, 0 self-loops, 0 bad lines");
            assertThat(told.before()).isEmpty();
            assertThat(follows()).containsExactlyInAnyOrder("n1>n2", "n1>n3", "n10>n1", "n2>n3", "n3>n1");
            facts.areTrue();
        }

        @Test
        void theDirectionSaysWhoFollowsWhom() {
            var told = Cargo.graph(town.ramage, cargo.file("1 2", "1 3"), BACKWARD);

            assertThat(told.status()).isZero();
            assertThat(follows()).containsExactly("n2>n1", "n3>n1");
            facts.areTrue();
        }

        @Test
        void loopsAndRepeatsDoNoHarm() {
            var told = Cargo.graph(town.ramage, cargo.file("1 2", "1 1", "1 2", "4 4", "2 1", "1 2"), FORWARD);

            assertThat(told.sum())
                    .isEqualTo(
                            "2 new follows, 3 new accounts; 2 follows were there already, 2 self-loops, 0 bad lines");
            assertThat(follows()).containsExactly("n1>n2", "n2>n1");
            facts.areTrue();
        }

        @Test
        void againChangesNothing() {
            var file = cargo.file("1 2", "2 3", "3 3");
            var first = Cargo.graph(town.ramage, file, FORWARD);
            var before = facts.all();

            var again = Cargo.graph(town.ramage, file, FORWARD);

            assertThat(first.sum()).startsWith("2 new follows, 3 new accounts");
            assertThat(again.sum())
                    .isEqualTo(
                            "0 new follows, 0 new accounts; 2 follows were there already, 1 self-loops, 0 bad lines");
            assertThat(facts.all()).isEqualTo(before);
        }

        @Test
        void thousandsOfEdgesInAnyOrderAreAllThere() {
            var lines = IntStream.range(0, 5_000)
                    .mapToObj(i -> (i * 7919L % 701) + " " + (i * 104_729L % 503))
                    .toArray(String[]::new);
            var distinct = List.of(lines).stream().distinct().toList();
            long loops = distinct.stream()
                    .filter(line -> line.split(" ", 2)[0].equals(line.split(" ", 2)[1]))
                    .count();

            var told = Cargo.graph(town.ramage, cargo.file(lines), FORWARD);

            assertThat(told.status()).isZero();
            assertThat(facts.count("follow")).isEqualTo(distinct.size() - loops);
            assertThat(facts.count("account")).isEqualTo(701);
            facts.areTrue();
        }

        private List<String> follows() {
            return facts.texts("""
                    select follower.handle || '>' || followed.handle as t from follow
                    join account follower on follower.id = follower_id join account followed on followed.id = followed_id
                    order by t
                    """);
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aFileMayBePacked(Cargo.Packing packing) {
        try (var town = Town.in(folder.resolve("town"))) {
            var file = new Cargo(folder).file(packing, "1 2", "2 3");

            var told = Cargo.graph(town.ramage, file, FORWARD);

            assertThat(told.sum()).startsWith("2 new follows, 3 new accounts");
        }
    }

    @Test
    void namesKeepTheirNamesAndNumbersGetAPrefix() {
        try (var town = Town.in(folder.resolve("town"))) {
            var file = new Cargo(folder).file("ada grace", "Éloïse 7", "x" + "y".repeat(39) + " ada");

            var told = Cargo.graph(town.ramage, file, "--direction", "follower-followee", "--prefix", "node_");

            assertThat(told.before()).containsExactly("2 handles were taken, or could not be one, and were changed");
            assertThat(handles(town))
                    .containsExactlyInAnyOrder("ada", "grace", "Eloise", "node_7", "x" + "y".repeat(29));
        }
    }

    @Test
    void anAccountThatWasThereBeforeIsNotANode() {
        try (var town = Town.in(folder.resolve("town"))) {
            var before = town.person("N1");
            var file = new Cargo(folder).file("1 2");

            var told = Cargo.graph(town.ramage, file, FORWARD);
            var again = Cargo.graph(town.ramage, file, FORWARD);

            assertThat(told.before()).containsExactly("1 handles were taken, or could not be one, and were changed");
            assertThat(again.sum()).startsWith("0 new follows, 0 new accounts; 1 follows were there already");
            assertThat(handles(town)).containsExactlyInAnyOrder("N1", "n1_2", "n2");
            assertThat(town.stranger()
                            .reads("/api/v1/accounts/" + before.id)
                            .json()
                            .get("following_count")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void badLinesAreCountedAndTheFirstOnesShown() {
        try (var town = Town.in(folder.resolve("town"))) {
            var bad = IntStream.range(0, 30).mapToObj(i -> "lonely" + i).toList();
            var lines =
                    new java.util.ArrayList<>(List.of("1 2", "1 2 3", "", "# no line", "a" + "b".repeat(200) + " 1"));
            lines.addAll(bad);
            lines.add("2 3");
            lines.add("4");

            var told = Cargo.graph(town.ramage, new Cargo(folder).file(lines.toArray(String[]::new)), FORWARD);

            assertThat(told.status()).isZero();
            assertThat(told.sum())
                    .isEqualTo(
                            "2 new follows, 3 new accounts; 0 follows were there already, 0 self-loops, 33 bad lines");
            assertThat(told.before()).hasSize(21);
            assertThat(told.before().subList(0, 3))
                    .containsExactly(
                            "line 2: not two nodes", "line 5: a node of more than 100 bytes", "line 6: not two nodes");
            assertThat(told.before().getLast()).isEqualTo("and 13 more lines that could not be used");
        }
    }

    @Test
    void whatCannotBeReadIsRefusedInOneLine() {
        try (var town = Town.in(folder.resolve("town"))) {
            var missing = Cargo.graph(town.ramage, folder.resolve("nowhere"), FORWARD);
            var noDirection = Cargo.graph(town.ramage, new Cargo(folder).file("1 2"));
            var slip = Cargo.graph(town.ramage, new Cargo(folder).file("1 2"), "--direction", "sideways");
            var damaged = Cargo.graph(
                    town.ramage,
                    new Cargo(folder).file(Cargo.Packing.PLAIN, new byte[] {0x1f, (byte) 0x8b, 1, 2}),
                    FORWARD);

            assertThat(List.of(missing, noDirection, slip, damaged)).allSatisfy(told -> {
                assertThat(told.status()).isEqualTo(2);
                assertThat(told.lines()).hasSize(1);
            });
            assertThat(missing.lines().getFirst()).contains("no such file").contains("nowhere");
            assertThat(slip.lines().getFirst()).contains("follower-followee or followee-follower");
            assertThat(new Facts(town.ramage).count("account")).isZero();
        }
    }

    private static List<String> handles(Town town) {
        return new Facts(town.ramage).texts("select handle as t from account");
    }
}
