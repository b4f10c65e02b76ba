package social.ramage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.simplejavamail.converter.EmailConverter;

/** Somebody's browser without scripts, who reads the pages, sends their forms, and opens the links in their mail. */
final class Browser {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\"(?: value=\"([^\"]*)\")?>");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Town town;
    private final Path mail;
    private final Map<String, String> cookies = new TreeMap<>();
    private String language = "en";

    Browser(Town town, Path data) {
        this.town = town;
        this.mail = data.resolve("mail");
    }

    Browser inFrench() {
        language = "fr";
        return this;
    }

    /** What came back, and what a form on it would send unseen. */
    record Page(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String location() {
            return response.headers().firstValue("Location").orElse("");
        }

        String hidden(String name) {
            return HIDDEN.matcher(body())
                    .results()
                    .filter(it -> it.group(1).equals(name))
                    .map(it -> Optional.ofNullable(it.group(2)).orElse(""))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no hidden " + name + " in " + body()));
        }
    }

    Page opens(String path) {
        return send(request(path).GET());
    }

    /** @param fields names and values in turn */
    Page submits(String path, String... fields) {
        return send(request(path)
                .header("Origin", town.at("").toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    /** As a form on another site would. */
    Page submitsFrom(String origin, String path, String... fields) {
        return send(request(path)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    /** Waits for a letter to that address whose subject begins so, and takes the path of the link in it. */
    String linkMailed(String address, String subject) {
        var found = new AtomicReference<String>();
        Await.until(
                "there is a letter to " + address + ": " + subject,
                () -> letters(address).stream()
                        .filter(it -> it.subject().startsWith(subject))
                        .findFirst()
                        .map(it -> {
                            found.set(path(it.body()));
                            return true;
                        })
                        .orElse(false));
        return found.get();
    }

    /** @param subject of the letter */
    record Received(String subject, String body) {}

    /** The newest first. */
    List<Received> letters(String address) {
        if (!Files.isDirectory(mail)) {
            return List.of();
        }
        try (var files = Files.list(mail)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.reverseOrder())
                    .map(file -> EmailConverter.emlToEmail(file.toFile()))
                    .filter(email ->
                            email.getRecipients().getFirst().getAddress().equals(address))
                    .map(email ->
                            new Received(String.valueOf(email.getSubject()), String.valueOf(email.getPlainText())))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** As if the cookie had been copied. */
    Browser withCookiesOf(Browser other) {
        cookies.putAll(other.cookies);
        return this;
    }

    private static String path(String body) {
        var link = LINK.matcher(body);
        if (!link.find()) {
            throw new AssertionError("no link in " + body);
        }
        return URI.create(link.group()).getPath();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(town.at(path)).header("Accept-Language", language);
        if (!cookies.isEmpty()) {
            var pairs = cookies.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue());
            request.header("Cookie", String.join("; ", pairs.toList()));
        }
        return request;
    }

    private Page send(HttpRequest.Builder request) {
        var response = town.send(request.build()).response();
        for (var cookie : response.headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            if (cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return new Page(response);
    }

    private static String form(String... fields) {
        var form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(Town.encode(fields[i]))
                    .append('=')
                    .append(Town.encode(fields[i + 1]));
        }
        return form.toString();
    }
}
