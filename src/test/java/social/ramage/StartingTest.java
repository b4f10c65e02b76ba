package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.db.EmbeddedEngine;

class StartingTest {
    @TempDir
    Path folder;

    @Test
    void plainArgumentsAreReadWithoutTheLibrary() {
        var plain = PlainServe.read(List.of(
                        "serve",
                        "--port",
                        "8090",
                        "--data",
                        "/srv/ramage",
                        "--url",
                        "https://r.example",
                        "--host",
                        "::1"))
                .orElseThrow();

        assertThat(plain.data()).isEqualTo(Path.of("/srv/ramage"));
        assertThat(plain.given())
                .isEqualTo(Map.of(
                        Settings.Key.WEB_HOST, "::1",
                        Settings.Key.WEB_PORT, "8090",
                        Settings.Key.MANAGEMENT_PORT, "8091",
                        Settings.Key.WEB_URL, "https://r.example"));
        assertThat(PlainServe.read(List.of("serve")).orElseThrow().data()).isEqualTo(Path.of("./data"));
    }

    @Test
    void allElseIsLeftToTheLibrary() {
        var others = List.of(
                List.<String>of(),
                List.of("demo"),
                List.of("serve", "--help"),
                List.of("serve", "--data"),
                List.of("serve", "--data="),
                List.of("serve", "--data", ""),
                List.of("serve", "--data", "--port"),
                List.of("serve", "--data", "one", "--data", "two"),
                List.of("serve", "--port", "http"),
                List.of("serve", "--port", "١٢٣"),
                List.of("serve", "--door", "3"),
                List.of("serve", "data", "one"));

        assertThat(others)
                .allSatisfy(arguments -> assertThat(PlainServe.read(arguments)).isEmpty());
    }

    @Test
    void aRehearsalDoesWhatPeopleDo() throws Exception {
        Rehearsal.run(folder, Clock.systemUTC());

        try (var town = Town.in(folder)) {
            var author = town.ramage.accounts.find("lea").orElseThrow();
            var newest = town.stranger().reads("/api/v1/accounts/" + author + "/statuses");
            assertThat(newest.ids()).hasSize(20);
            assertThat(newest.json().at("/0/content").asString()).contains("ramage.example/49");
        }
    }

    @Test
    void theEnginesCodeIsUnpackedUnderTheNameThatIsLookedFor() throws Exception {
        EmbeddedEngine.unpack(folder.resolve("engine"));

        var code = folder.resolve("engine").resolve(System.mapLibraryName("sqlitejdbc"));
        assertThat(Files.size(code)).isGreaterThan(500_000);
    }
}
