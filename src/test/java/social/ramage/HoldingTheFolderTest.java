package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.db.Database;
import social.ramage.db.DatabaseAt;

class HoldingTheFolderTest {
    @TempDir
    Path parent;

    @Test
    void aFolderIsMadeForItsOwnerAndHeldByOne() throws IOException {
        var data = parent.resolve("a/b");

        try (var held = Folder.hold(data).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            assertThat(Folder.hold(data)).isEmpty();
            assertThat(Folder.hold(parent.resolve("a/../a/b")))
                    .as("by another name")
                    .isEmpty();
            try (var other = Folder.hold(parent.resolve("other")).orElseThrow()) {
                assertThat(other).isNotNull();
            }
        }

        Folder.hold(data).orElseThrow().close();
    }

    @Test
    void aFolderThatIsThereKeepsItsPermissions() throws IOException {
        var data = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));

        Folder.hold(data).orElseThrow().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void whatIsNoFolderIsRefusedByName() throws IOException {
        var file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> Folder.hold(file))
                .isInstanceOf(Settings.Mistaken.class)
                .hasMessage("cannot use " + file + " as data folder: it is a file");
        assertThatThrownBy(() -> Folder.hold(file.resolve("x"))).isInstanceOf(Settings.Mistaken.class);
    }

    @Test
    void thePublicUrlIsFixedAtTheFirstStart() {
        try (var db = Database.open(DatabaseAt.file(parent.resolve("ramage.db")))) {
            assertThat(PublicUrl.fix(db, settings("https://ramage.example", "8080")))
                    .isEqualTo("https://ramage.example");
            assertThat(PublicUrl.fix(db, settings("https://ramage.example", "9090")))
                    .isEqualTo("https://ramage.example");
            assertThat(PublicUrl.fix(db, settings("", "9090"))).isEqualTo("https://ramage.example");
            assertThat(PublicUrl.fix(db, settings("", "0"))).isEqualTo("https://ramage.example");
            assertThatThrownBy(() -> PublicUrl.fix(db, settings("https://other.example", "8080")))
                    .isInstanceOf(Settings.Mistaken.class)
                    .hasMessage("web.url: is https://ramage.example since the first start and cannot change");
        }
    }

    @Test
    void withoutOneItIsWhereItListensUnlessThatChangesAtEachStart() {
        try (var db = Database.open(DatabaseAt.file(parent.resolve("ramage.db")))) {
            assertThat(PublicUrl.fix(db, settings("", "0"))).isEqualTo("http://127.0.0.1:0");
            assertThat(PublicUrl.fix(db, Settings.from(parent, Map.of(), Map.of(Settings.Key.WEB_HOST, "::1"))))
                    .isEqualTo("http://[::1]:8080");
            assertThatThrownBy(() -> PublicUrl.fix(db, settings("https://ramage.example", "8080")))
                    .isInstanceOf(Settings.Mistaken.class);
        }
    }

    private Settings settings(String url, String port) {
        return Settings.from(
                parent,
                Map.of(),
                Map.of(Settings.Key.WEB_URL, url, Settings.Key.WEB_PORT, port, Settings.Key.MANAGEMENT_PORT, "0"));
    }
}
