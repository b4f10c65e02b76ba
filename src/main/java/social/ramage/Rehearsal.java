package social.ramage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server in a throwaway folder, and a little of what people do all day, so that Java can take down what a start needs
 * and what runs often. The launcher keeps that for later starts.
 */
final class Rehearsal {
    private static final int ROUNDS = 300;
    private static final int POSTS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    private Rehearsal(int port, String token) {
        this.url = "http://127.0.0.1:" + port + "/api/v1/";
        this.token = token;
    }

    static void run(Path data, Clock clock) throws IOException, InterruptedException {
        var given =
                Map.of(Settings.Key.WEB_PORT, "0", Settings.Key.MANAGEMENT_PORT, "0", Settings.Key.RATE_LIMITS, "off");
        try (var _ = Folder.hold(data).orElseThrow();
                var ramage = Ramage.open(Settings.from(data, Map.of(), given), clock)) {
            Demo.settle(ramage, new PrintWriter(Writer.nullWriter()));
            try (var web = ramage.listen(OutputStream.nullOutputStream());
                    var _ = Side.open(data, (_, _) -> 0)) {
                var reader = ramage.accounts.find("lea").orElseThrow();
                var token = ramage.tokens.create(reader, social.ramage.account.Tokens.ALL);
                var author = ramage.accounts.find("hortense").orElseThrow();
                new Rehearsal(web.port(), token.value()).act(author.toString());
            }
        }
    }

    private void act(String author) throws IOException, InterruptedException {
        for (int i = 0; i < POSTS; i++) {
            post("Il fait beau, @hortense ! https://ramage.example/" + i + " %23beautemps");
        }
        var opening = get("accounts/" + author + "/statuses?limit=1").replaceFirst(".*?\"id\":\"(\\d+)\".*", "$1");
        var paths = List.of(
                "instance",
                "timelines/home",
                "timelines/public",
                "accounts/" + author + "/statuses",
                "statuses/" + opening + "/context");
        for (int i = 0; i < ROUNDS; i++) {
            for (var path : paths) {
                get(path);
            }
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    private void post(String text) throws IOException, InterruptedException {
        send(to("statuses")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("status=" + text)));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
