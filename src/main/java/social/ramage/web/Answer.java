package social.ramage.web;

import java.util.ArrayList;
import java.util.List;

/** What goes back to the one who called. */
public final class Answer {
    private static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final String type;
    private final Segments body;
    private final List<Header> headers = new ArrayList<>(2);

    private Answer(int status, String type, Segments body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    public static Answer json(Segments body) {
        return json(200, body);
    }

    public static Answer json(int status, Segments body) {
        return new Answer(status, JSON, body);
    }

    public static Answer html(int status, String page) {
        return new Answer(status, "text/html; charset=utf-8", new Segments().add(page));
    }

    public static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", new Segments().add(text));
    }

    /** Something of the program's own, that changes with its version only. */
    public static Answer asset(String type, byte[] bytes) {
        return new Answer(200, type, new Segments().add(bytes)).with("Cache-Control", "public, max-age=3600");
    }

    static Answer empty(int status) {
        return new Answer(status, "", new Segments());
    }

    public Answer with(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    int status() {
        return status;
    }

    /** Empty when there is no body. */
    String type() {
        return type;
    }

    Segments body() {
        return body;
    }

    List<Header> headers() {
        return headers;
    }

    record Header(String name, String value) {}
}
