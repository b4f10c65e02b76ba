package social.ramage.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigratingTest {
    private static final Path FOLDERS = Path.of("src/main/resources/social/ramage/db");
    private static final Pattern FILE = Pattern.compile("V([0-9]+)__[a-z_]+\\.sql");

    @RegisterExtension
    final FreshDatabase sqlite = FreshDatabase.on(Engine.SQLITE);

    @RegisterExtension
    final FreshDatabase postgresql = FreshDatabase.on(Engine.POSTGRESQL);

    @Test
    void bothEnginesEndUpAlike() {
        var onSqlite = sqlite.db().read(Schema::of);
        var onPostgresql = postgresql.db().read(Schema::of);

        assertThat(onSqlite)
                .contains(
                        "column post.author_id number not null",
                        "column post.replies number not null default 0",
                        "column event.id number not null counted",
                        "primary key mention (post_id, account_id)",
                        "unique on follow (follower_id, followed_id)",
                        "index post_boosting on post (boost_of_id, author_id) unique where boost_of_id is not null",
                        "token.account_id references account.id NO ACTION")
                .hasSizeGreaterThan(100);
        assertThat(onPostgresql).containsExactlyElementsOf(onSqlite);
    }

    @Test
    void everyFileIsKnownAndOnBothEngines() throws IOException {
        var onSqlite = files("sqlite");
        var onPostgresql = files("postgresql");

        assertThat(onSqlite).containsExactlyElementsOf(onPostgresql);
        assertThat(onSqlite.stream().map(MigratingTest::number).sorted())
                .doesNotHaveDuplicates()
                .startsWith(1)
                .endsWith(Migrations.KNOWN);
    }

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

        @Test
        void nodesThatStartAtOnceBringTheTablesOnce() throws Exception {
            try (var starts = Executors.newFixedThreadPool(4)) {
                var opened =
                        starts.invokeAll(Stream.generate(() -> (Callable<Database>) () -> Database.open(empty.at()))
                                .limit(4)
                                .toList());
                for (var database : opened) {
                    database.get().close();
                }
            }

            assertThat(history()).containsExactlyElementsOf(wholeHistory());
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase empty;

        Contract(Engine engine) {
            empty = FreshDatabase.emptyOn(engine);
        }

        @Test
        void anEmptyDatabaseGetsAllTables() throws IOException {
            empty.db();

            assertThat(history()).containsExactlyElementsOf(wholeHistory());
        }

        @Test
        void anOldDatabaseIsBroughtUpToDateAndKeepsItsRows() throws IOException, SQLException {
            Migrations.flyway(empty.at()).target("1").load().migrate();
            write("insert into setting (name, value) values ('kept', 'é')");

            var setting = empty.db()
                    .read(tx -> tx.sql("select value from setting where name = 'kept'")
                            .get(row -> row.text("value")));

            assertThat(setting).isEqualTo("é");
            assertThat(history()).containsExactlyElementsOf(wholeHistory());
        }

        @Test
        void whatANewerRamageLeftIsRefusedInOneLine() throws SQLException {
            int newer = Migrations.KNOWN + 1;
            Migrations.migrate(empty.at());
            write("update flyway_schema_history set version = '" + newer + "' where version = '" + Migrations.KNOWN
                    + "'");

            assertThatThrownBy(empty::db)
                    .isInstanceOf(NewerSchema.class)
                    .message()
                    .contains("schema " + newer, "knows " + Migrations.KNOWN)
                    .doesNotContain("\n");
        }

        final List<String> history() {
            return empty.db()
                    .read(tx -> tx.sql("select version from flyway_schema_history order by installed_rank")
                            .list(row -> row.text("version")));
        }

        private void write(String statement) throws SQLException {
            var at = empty.at();
            try (var connection = DriverManager.getConnection(at.url(), at.user(), at.password());
                    var writing = connection.createStatement()) {
                assertThat(writing.executeUpdate(statement)).isEqualTo(1);
            }
        }

        static List<String> wholeHistory() throws IOException {
            return files("sqlite").stream()
                    .map(MigratingTest::number)
                    .sorted()
                    .map(String::valueOf)
                    .toList();
        }
    }

    private static List<String> files(String engine) throws IOException {
        try (var files = Files.list(FOLDERS.resolve(engine))) {
            return files.map(it -> it.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    private static int number(String file) {
        var parts = FILE.matcher(file);
        assertThat(parts.matches()).as(file).isTrue();
        return Integer.parseInt(parts.group(1));
    }
}
