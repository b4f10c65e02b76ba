package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.db.DatabaseAt;
import social.ramage.person.Opening;
import social.ramage.web.WebServer;

class ReadingSettingsTest {
    @TempDir
    Path data;

    @Test
    void withNothingSaidEverythingIsAsUsual() {
        var settings =
                Settings.from(data, Map.of("PATH", "/bin", "RAMAGE_SHARED", "x", "RAMAGE_JAVA_OPTS", ""), Map.of());

        assertThat(settings)
                .isEqualTo(new Settings(
                        data,
                        new WebServer.Listen("127.0.0.1", 8_080, 8_081),
                        "",
                        DatabaseAt.file(data.resolve("ramage.db")),
                        "ramage@localhost",
                        new Settings.Place("Ramage", "A place for conversations.", 140, Opening.INVITATION),
                        Settings.RateLimiting.ON));
    }

    @Test
    void theCommandLineGoesBeforeVariablesAndThoseBeforeTheFile() throws IOException {
        file("site.title = Café du coin \nsite.description=from the file\nweb.port=1111");
        var variables = Map.of("RAMAGE_SITE_DESCRIPTION", " from a variable ", "RAMAGE_WEB_PORT", "2222");

        var settings = Settings.from(data, variables, Map.of(Settings.Key.WEB_PORT, "3333"));

        assertThat(settings.place().title()).isEqualTo("Café du coin");
        assertThat(settings.place().description()).isEqualTo("from a variable");
        assertThat(settings.listen().port()).isEqualTo(3_333);
    }

    @Test
    void allMistakesAreSaidAtOnceEachByItsName() throws IOException {
        file("site.titel=x\nweb.port=http\npost.characters.max=0");
        var variables =
                Map.of("RAMAGE_SITE_TITEL", "x", "RAMAGE_RATE_LIMITS", "some", "RAMAGE_WEB_URL", "ramage.example");

        assertThat(mistakes(
                        variables,
                        Map.of(Settings.Key.MANAGEMENT_PORT, "70000", Settings.Key.DATABASE_URL, "jdbc:mysql:x")))
                .containsExactly(
                        "site.titel: there is no such setting",
                        "RAMAGE_SITE_TITEL: there is no such setting",
                        "web.port: must be a number from 0 to 65535, not \"http\"",
                        "management.port: must be a number from 0 to 65535, not \"70000\"",
                        "post.characters.max: must be a number from 1 to 5000, not \"0\"",
                        "rate.limits: must be on or off, not \"some\"",
                        "web.url: must be like https://ramage.example, not \"ramage.example\"",
                        "database.url: must begin with jdbc:postgresql:");
    }

    @Test
    void numbersHaveBounds() {
        for (var taken : List.of("0", "1", "65535")) {
            assertThat(settings(Settings.Key.WEB_PORT, taken).listen().port()).isEqualTo(Integer.parseInt(taken));
        }
        for (var taken : List.of("0", "1", "65535")) {
            assertThat(settings(Settings.Key.MANAGEMENT_PORT, taken).listen().managementPort())
                    .isEqualTo(Integer.parseInt(taken));
        }
        for (var taken : List.of("1", "140", "5000")) {
            assertThat(settings(Settings.Key.POST_CHARACTERS_MAX, taken).place().charactersMax())
                    .isEqualTo(Integer.parseInt(taken));
        }
        for (var refused : List.of("-1", "65536", "", "8080.0", "9999999999", "0x50")) {
            refuses(Settings.Key.WEB_PORT, refused);
            refuses(Settings.Key.MANAGEMENT_PORT, refused);
        }
        for (var refused : List.of("0", "-140", "5001", "many")) {
            refuses(Settings.Key.POST_CHARACTERS_MAX, refused);
        }
        refuses(Settings.Key.WEB_HOST, "");
        assertThat(settings(Settings.Key.WEB_HOST, "0.0.0.0").listen().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void bothPortsCannotBeOneUnlessAnyWillDo() {
        assertThat(mistakes(Map.of(), Map.of(Settings.Key.WEB_PORT, "8081")))
                .containsExactly("management.port: must be another than web.port");
        assertThat(Settings.from(data, Map.of(), Map.of(Settings.Key.WEB_PORT, "0", Settings.Key.MANAGEMENT_PORT, "0"))
                        .listen())
                .isEqualTo(new WebServer.Listen("127.0.0.1", 0, 0));
    }

    @Test
    void thePortBesideIsTheOneAbove() {
        assertThat(List.of(0, 1, 8_080, 65_534, 65_535, 65_536, -5).stream().map(Settings::portBeside))
                .containsExactly(0, 2, 8_081, 65_535, 65_534, 0, 0);
    }

    @Test
    void thePublicUrlIsASchemeAndAHost() {
        for (var taken : List.of(
                "https://ramage.example", "http://localhost:8080", "https://[2001:db8::1]:8443", "http://10.0.0.1")) {
            assertThat(settings(Settings.Key.WEB_URL, taken).publicUrl()).isEqualTo(taken);
        }
        assertThat(settings(Settings.Key.WEB_URL, " https://ramage.example/ ").publicUrl())
                .isEqualTo("https://ramage.example");
        for (var refused : List.of(
                "ramage.example",
                "ftp://ramage.example",
                "https://",
                "https:ramage.example",
                "https://ramage.example/app",
                "https://ramage.example//",
                "https://ramage.example?a",
                "https://ramage.example#a",
                "https://ada@ramage.example",
                "https://ada:secret@ramage.example",
                "https://ramage.example:",
                "https://ramage.example:99999",
                "https://ramage example",
                "javascript:alert(1)",
                "mailto:ada@ramage.example")) {
            refuses(Settings.Key.WEB_URL, refused);
        }
    }

    @Test
    void rateLimitsAreOnOrOff() {
        assertThat(settings(Settings.Key.RATE_LIMITS, "off").rateLimiting()).isEqualTo(Settings.RateLimiting.OFF);
        assertThat(settings(Settings.Key.RATE_LIMITS, "OFF").rateLimiting()).isEqualTo(Settings.RateLimiting.OFF);
        assertThat(settings(Settings.Key.RATE_LIMITS, "On").rateLimiting()).isEqualTo(Settings.RateLimiting.ON);
        refuses(Settings.Key.RATE_LIMITS, "false");
    }

    @Test
    void aDatabaseElsewhereHasAUserAndAPasswordThatIsNotPrinted() {
        var settings = Settings.from(
                data,
                Map.of("RAMAGE_DATABASE_PASSWORD", "s3cret"),
                Map.of(Settings.Key.DATABASE_URL, "jdbc:postgresql://db/ramage", Settings.Key.DATABASE_USER, "ada"));

        assertThat(settings.database()).isEqualTo(new DatabaseAt("jdbc:postgresql://db/ramage", "ada", "s3cret"));
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.write(data.resolve("ramage.properties"), "site.title=Café".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(mistakes(Map.of(), Map.of()))
                .containsExactly(data.resolve("ramage.properties") + ": must be written in UTF-8");

        file("site.title=\\uzzzz");
        assertThat(mistakes(Map.of(), Map.of()))
                .containsExactly(data.resolve("ramage.properties") + ": cannot be read as properties");

        Files.delete(data.resolve("ramage.properties"));
        Files.createDirectory(data.resolve("ramage.properties"));
        assertThat(mistakes(Map.of(), Map.of()))
                .singleElement()
                .asString()
                .contains("ramage.properties: cannot be read");
    }

    @Test
    void theManualListsEverySettingWithItsVariableItsMeaningAndItsDefault() {
        var lines = Settings.manual().lines().toList();

        assertThat(lines).hasSize(2 * Settings.Key.values().length);
        for (var key : Settings.Key.values()) {
            assertThat(lines).anyMatch(line -> line.startsWith(key.property() + " "));
            assertThat(lines).anyMatch(line -> line.strip().startsWith(key.variable() + ", default "));
        }
        assertThat(Settings.manual())
                .contains("web.port               the port to listen on; 0 takes any that is free")
                .contains("RAMAGE_WEB_PORT, default 8080")
                .contains("RAMAGE_WEB_URL, default empty");
    }

    private Settings settings(Settings.Key key, String value) {
        return Settings.from(data, Map.of(), Map.of(key, value));
    }

    private void refuses(Settings.Key key, String value) {
        assertThat(mistakes(Map.of(), Map.of(key, value)))
                .as("%s=%s", key, value)
                .singleElement()
                .asString()
                .startsWith(key.property() + ": must be ");
    }

    private List<String> mistakes(Map<String, String> variables, Map<Settings.Key, String> given) {
        var mistaken = catchThrowableOfType(Settings.Mistaken.class, () -> Settings.from(data, variables, given));
        return Optional.ofNullable(mistaken)
                .map(it -> String.valueOf(it.getMessage()).lines().toList())
                .orElse(List.of());
    }

    private void file(String text) throws IOException {
        Files.writeString(data.resolve("ramage.properties"), text);
    }
}
