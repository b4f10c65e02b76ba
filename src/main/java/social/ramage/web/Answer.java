package social.ramage.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;
import social.ramage.problem.Problem;

/** What goes back to the one who called. */
public final class Answer {
    private static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");
    private static final Header HTML = new Header("Content-Type", "text/html; charset=utf-8");
    private static final Header TEXT = new Header("Content-Type", "text/plain; charset=utf-8");

    private final int status;
    private final Segments body;
    private final List<HttpField> headers = new ArrayList<>(8);
    private @Nullable Staying staying;

    private Answer(int status, Segments body) {
        this.status = status;
        this.body = body;
    }

    public static Answer json(Segments body) {
        return json(200, body);
    }

    public static Answer json(int status, Segments body) {
        return new Answer(status, body).with(JSON);
    }

    public static Answer html(int status, String page) {
        return new Answer(status, new Segments().add(page)).with(HTML);
    }

    public static Answer text(int status, String text) {
        return new Answer(status, new Segments().add(text)).with(TEXT);
    }

    /** Something of the program's own, that changes with its version only. */
    public static Answer asset(String type, byte[] bytes) {
        return new Answer(200, new Segments().add(bytes))
                .with("Content-Type", type)
                .with("Cache-Control", "public, max-age=3600");
    }

    /** Go there, and ask with GET. */
    public static Answer seeOther(String address) {
        return new Answer(303, new Segments()).with("Location", address);
    }

    /** A WebSocket over which both sides speak; for requests that ask for one. */
    public static Answer socket(Talk talk) {
        var answer = new Answer(101, new Segments());
        answer.staying = new Staying.Socket(talk);
        return answer;
    }

    /**
     * Events, as they happen.
     *
     * @param beat what is sent now and then, a comment
     */
    public static Answer events(Talk talk, String beat) {
        var answer = new Answer(200, new Segments())
                .with("Content-Type", "text/event-stream; charset=utf-8")
                .with("Cache-Control", "private, no-store")
                // Proxies that gather answers would hold events back.
                .with("X-Accel-Buffering", "no");
        answer.staying = new Staying.Events(talk, beat);
        return answer;
    }

    /** Something that never changes. */
    public static Answer forEver(String type, byte[] bytes) {
        return new Answer(200, new Segments().add(bytes))
                .with("Content-Type", type)
                .with("Cache-Control", "public, max-age=31536000, immutable");
    }

    static Answer empty(int status) {
        return new Answer(status, new Segments());
    }

    public Answer with(String name, String value) {
        headers.add(new HttpField(name, value));
        return this;
    }

    public Answer with(Header header) {
        headers.add(header.field());
        return this;
    }

    public boolean has(String name) {
        return headers.stream().anyMatch(header -> header.is(name));
    }

    /** The same under another status. */
    Answer as(int other) {
        var answer = new Answer(other, body);
        answer.headers.addAll(headers);
        return answer;
    }

    /** Adds what HTTP itself has for a problem: which methods there are, or when to come back. */
    public Answer because(Problem problem) {
        return switch (problem) {
            case Problem.WrongMethod wrong -> with("Allow", wrong.allowed());
            case Problem.TooMany tooMany -> with("Retry-After", seconds(tooMany.retryAfter()));
            case Problem.Unavailable unavailable -> with("Retry-After", seconds(unavailable.retryAfter()));
            case Problem.NotFound _,
                    Problem.SignedOut _,
                    Problem.Forbidden _,
                    Problem.Invalid _,
                    Problem.Unreadable _,
                    Problem.TooLarge _,
                    Problem.Broken _ -> this;
        };
    }

    /** What HTTP calls a problem, whoever tells it. */
    public static int statusOf(Problem problem) {
        return switch (problem) {
            case Problem.NotFound _ -> 404;
            case Problem.SignedOut _ -> 401;
            case Problem.Forbidden _ -> 403;
            case Problem.Invalid _ -> 422;
            case Problem.Unreadable _ -> 400;
            case Problem.TooLarge _ -> 413;
            case Problem.WrongMethod _ -> 405;
            case Problem.TooMany _ -> 429;
            case Problem.Unavailable _ -> 503;
            case Problem.Broken _ -> 500;
        };
    }

    /** Rounded up: a caller that comes back in time must not be told to wait again. */
    private static String seconds(Duration duration) {
        return Long.toString(duration.plusMillis(999).toSeconds());
    }

    /** Nothing for an answer that ends. */
    @Nullable
    Staying staying() {
        return staying;
    }

    int status() {
        return status;
    }

    Segments body() {
        return body;
    }

    List<HttpField> headers() {
        return headers;
    }
}
