package social.ramage.web;

/** What is said over a {@link Line}. All but its end happens on the line's own thread, one thing after another. */
public interface Talk {
    /** The line is open. */
    void begin(Line line);

    /** The other side said something, in one piece. */
    void heard(Line line, String text);

    /** Asked now and then. @return whether whoever listens may still do so; if not, the line is closed */
    boolean mayGoOn();

    /** The line is closed, or could not be opened. Told once, on any thread; it must not wait. */
    void end();
}
