package social.ramage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's ear at a stream, by the JDK's own client: everything heard is kept, in order. */
final class OpenStream implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private @Nullable WebSocket socket;
    private @Nullable InputStream events;
    private volatile int status;
    private volatile boolean isOver;
    private volatile int closeCode;
    private int read;

    /** @param payload JSON, or the bare id of what is gone */
    record Heard(List<String> stream, String event, JsonNode payload, String id) {
        /** What happened to which, in short. */
        String brief() {
            return event + " " + (payload.isObject() ? payload.get("id").asString() : payload.asString());
        }
    }

    /** The status instead of a stream. */
    static int refused(HttpRequest.Builder events) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(events.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            throw new IllegalStateException("interrupted");
        }
    }

    static OpenStream socket(Town.Person person, String query) {
        return socket(person.town(), query, List.of("Authorization", "Bearer " + person.token()), List.of());
    }

    /** @param protocols offered, the first in preference */
    static OpenStream socket(Town town, String query, List<String> headers, List<String> protocols) {
        var stream = new OpenStream();
        var builder = stream.http.newWebSocketBuilder();
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        var uri = URI.create(town.at("/api/v1/streaming" + query).toString().replaceFirst("^http", "ws"));
        try {
            stream.socket = builder.buildAsync(uri, stream.new Frames()).join();
            stream.status = 101;
        } catch (CompletionException failure) {
            if (!(failure.getCause() instanceof WebSocketHandshakeException refused)) {
                throw failure;
            }
            stream.status = refused.getResponse().statusCode();
        }
        return stream;
    }

    /** Server-sent events. */
    static OpenStream events(Town.Person person, String path, String... headers) {
        var stream = new OpenStream();
        var request = HttpRequest.newBuilder(person.town().at("/api/v1/streaming" + path));
        if (!person.token().isEmpty()) {
            request.header("Authorization", "Bearer " + person.token());
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var response = stream.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            stream.status = response.statusCode();
            stream.events = response.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            throw new IllegalStateException("interrupted");
        }
        if (stream.status == 200) {
            Thread.ofVirtual().start(stream::readEvents);
            Await.until("the stream begins", () -> stream.lines.contains(":)"));
        }
        return stream;
    }

    int status() {
        return status;
    }

    WebSocket socket() {
        return java.util.Objects.requireNonNull(socket);
    }

    OpenStream says(String frame) {
        socket().sendText(frame, /* last= */ true).join();
        return this;
    }

    /** All lines of events, comments too; of a socket the frames. */
    List<String> lines() {
        return lines;
    }

    /** What was not asked for before, as soon as there is some. */
    Heard next() {
        int at = read++;
        Await.until("something more is heard", () -> heard.size() > at);
        return heard.get(at);
    }

    /** What is heard up to this, in brief, and this itself is last. */
    List<String> until(String brief) {
        var all = new ArrayList<String>();
        do {
            all.add(next().brief());
        } while (!all.getLast().equals(brief));
        return all;
    }

    void awaitFrame(String part) {
        Await.until("a frame has " + part, () -> lines.stream().anyMatch(line -> line.contains(part)));
    }

    int awaitEnd() {
        Await.until("the stream ends", () -> isOver);
        return closeCode;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        if (events != null) {
            try {
                events.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        http.shutdownNow();
    }

    private void readEvents() {
        try (var reader = new BufferedReader(
                new InputStreamReader(java.util.Objects.requireNonNull(events), StandardCharsets.UTF_8))) {
            var event = "";
            var id = "";
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    heard.add(new Heard(List.of(), event, JSON.readTree(line.substring(6)), id));
                }
            }
        } catch (IOException _) {
            // It is over, and what was heard is kept.
        }
        isOver = true;
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String frame) {
            lines.add(frame);
            var json = JSON.readTree(frame);
            if (json.has("event")) {
                heard.add(new Heard(
                        json.get("stream").valueStream().map(JsonNode::asString).toList(),
                        json.get("event").asString(),
                        JSON.readTree(json.get("payload").asString()),
                        ""));
            }
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            lines.add("ping");
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode = code;
            isOver = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            isOver = true;
        }
    }
}
