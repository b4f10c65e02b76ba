package social.ramage.text;

/** A part of a text that means more than its letters; {@code start} and {@code end} count UTF-16 units. */
public sealed interface Span {
    int start();

    int end();

    record Link(int start, int end) implements Span {}

    /**
     * @param handle in lower case
     * @param host in lower case, empty for this server's own people
     */
    record Mention(int start, int end, String handle, String host) implements Span {}

    /** @param tag as typed, without its sign */
    record Hashtag(int start, int end, String tag) implements Span {}
}
