package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandingTest {
    @TempDir
    Path folder;

    private record Said(int status, List<String> lines) {
        String last() {
            return lines.getLast();
        }
    }

    @Test
    void whoeverSaysNothingIsToldWhatThereIs() {
        var said = ramage();

        assertThat(said.status).isZero();
        assertThat(String.join("\n", said.lines))
                .contains("Usage: ramage", "serve", "demo", "account", "token", "settings", "version", "--help")
                .doesNotContain("rehearse");
    }

    @Test
    void everyCommandExplainsItself() {
        for (var command :
                List.of("", "serve ", "demo ", "account ", "account create ", "token ", "settings ", "version ")) {
            for (var asked : List.of("--help", "-h")) {
                var said = ramage((command + asked).split(" ", /* limit= */ -1));
                assertThat(said.status).as(command).isZero();
                assertThat(said.lines.getFirst()).startsWith("Usage: ramage " + command);
            }
        }
    }

    @Test
    void badInputIsRefusedInOneClearLine() throws IOException {
        var data = folder.resolve("data").toString();
        var file = Files.createFile(folder.resolve("file")).toString();

        refuses("Unmatched argument at index 0: 'frobnicate'", "frobnicate");
        refuses("Unknown option: '--frobnicate'", "--frobnicate");
        refuses("Unmatched argument at index 1: 'frobnicate'", "account", "frobnicate");
        refuses("Missing required options and parameters: '--email=<email>', 'HANDLE'", "account", "create");
        refuses("Missing required option: '--email=<email>'", "account", "create", "ada");
        refuses(
                "Expected parameter for option '--email' but found '--owner'",
                "account",
                "create",
                "ada",
                "--email",
                "--owner");
        refuses(
                "A handle has 1 to 30 characters: a to z, 0 to 9 and underscore.",
                "account",
                "create",
                "no way",
                "--email",
                "a@b.example",
                "--data",
                data);
        refuses("That is not an e-mail address.", "account", "create", "ada", "--email", "nowhere", "--data", data);
        refuses(
                "A name may have 40 characters.",
                "account",
                "create",
                "ada",
                "--email",
                "a@b.example",
                "--name",
                "x".repeat(41),
                "--data",
                data);
        refuses("Missing required parameter: 'HANDLE'", "token");
        refuses(
                "Scopes are read, write, follow, push, profile",
                "token",
                "ada",
                "--scopes",
                "everything",
                "--data",
                data);
        refuses("There is no account “ada”.", "token", "ada", "--data", data);
        refuses("Invalid value for option '--port': 'http' is not an int", "serve", "--port", "http");
        refuses(
                "web.port: must be a number from 0 to 65535, not \"99999\"",
                "serve",
                "--port",
                "99999",
                "--data",
                data);
        refuses("web.url: must be like https://ramage.example, not \"x\"", "serve", "--url", "x", "--data", data);
        refuses("Unknown option: '--data'", "demo", "--data");
        refuses("Unmatched argument at index 1: 'more'", "settings", "more");
        refuses("Unmatched argument at index 1: 'more'", "version", "more");
        refuses("cannot use " + file + " as data folder: it is a file", "token", "ada", "--data", file);
        refuses("cannot use " + file + " as data folder: it is a file", "serve", "--data", file);
        refuses("cannot use " + file + "/x as data folder: ", "token", "ada", "--data", file + "/x");
        assertThat(ramage("account").status).isEqualTo(2);
    }

    @Test
    void everyCommandThatUsesDataIsToldWhere() throws IOException {
        Files.writeString(folder.resolve("ramage.properties"), "site.titel=x");
        var data = folder.toString();
        var mistake = "site.titel: there is no such setting";

        refuses(mistake, "serve", "--data", data);
        refuses(mistake, "account", "create", "ada", "--email", "a@b.example", "--data", data);
        refuses(mistake, "token", "ada", "--data", data);
        refuses(mistake, "settings", "--data", data);
    }

    @Test
    void accountsAndTokensAreMadeWithoutAServer() {
        var data = folder.resolve("data").toString();

        var made = ramage(
                "account",
                "create",
                "Ada",
                "--email",
                "ada@example.org",
                "--name",
                "Ada L.",
                "--locked",
                "--data",
                data);
        var owner = ramage("account", "create", "eve", "--email", "eve@example.org", "--owner", "--data", data);
        var again = ramage("account", "create", "ADA", "--email", "x@example.org", "--data", data);
        var token = ramage("token", "ada", "--scopes", "read", "--data", data);

        assertThat(made.status).isZero();
        assertThat(again).isEqualTo(new Said(2, List.of("The handle “ADA” is taken.")));
        assertThat(token.status).isZero();
        try (var town = Town.in(folder.resolve("data"))) {
            assertThat(new Facts(town.ramage)
                            .texts("select account_id || ' ' || role as t from pilot order by account_id"))
                    .containsExactly(made.last() + " HOLDER", owner.last() + " OWNER");
            var me = town.stranger()
                    .withToken(token.last())
                    .reads("/api/v1/accounts/verify_credentials")
                    .json();
            assertThat(me.get("id").asString()).isEqualTo(made.last());
            assertThat(me.get("display_name").asString()).isEqualTo("Ada L.");
            assertThat(me.get("locked").asBoolean()).isTrue();
            assertThat(town.stranger().withToken(token.last()).triesToPost("no").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void theVersionAndTheSettingsArePrinted() {
        assertThat(ramage("version")).isEqualTo(new Said(0, List.of(Ramage.VERSION)));
        assertThat(ramage("settings", "--data", folder.toString()).lines)
                .isEqualTo(Settings.manual().lines().toList());
    }

    @Test
    void besideARunningServerCommandsWorkAndASecondServerIsRefused() throws Exception {
        var data = folder.resolve("data").toString();
        var server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cli.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            var said = new ArrayList<String>();
            while (said.isEmpty() || !said.getLast().startsWith("Ramage is at ")) {
                var line = lines.readLine();
                assertThat(line).as("a line after %s", said).isNotNull();
                said.add(line);
            }

            var made = ramage("account", "create", "ada", "--email", "ada@example.org", "--data", data);
            var token = ramage("token", "ada", "--data", data);
            var unknown = ramage("token", "bob", "--data", data);
            var second = ramage("serve", "--port", "0", "--data", data);

            assertThat(said.getFirst())
                    .startsWith("Nobody owns this place yet. Open this link, once: http://127.0.0.1:");
            assertThat(made.status).isZero();
            assertThat(made.last()).matches("\\d+");
            assertThat(token.status).isZero();
            assertThat(token.last()).hasSize(43);
            assertThat(unknown).isEqualTo(new Said(2, List.of("There is no account “bob”.")));
            assertThat(second).isEqualTo(new Said(1, List.of("another Ramage runs on " + data)));
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS))
                    .as("it stops when asked")
                    .isTrue();
        }
        assertThat(Files.exists(folder.resolve("data").resolve("socket"))).isFalse();
        assertThat(ramage("token", "ada", "--data", data).status)
                .as("without it again")
                .isZero();
    }

    private static void refuses(String line, String... arguments) {
        var said = ramage(arguments);
        assertThat(said.lines)
                .as(String.join(" ", arguments))
                .singleElement()
                .asString()
                .startsWith(line);
        assertThat(said.status).as(String.join(" ", arguments)).isEqualTo(2);
    }

    private static Said ramage(String... arguments) {
        var out = new StringWriter();
        int status = Cli.run(null, List.of(arguments), new PrintWriter(out));
        return new Said(status, out.toString().lines().toList());
    }
}
