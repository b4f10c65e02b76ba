package social.ramage.web;

/** Nobody can listen there. */
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTaken(String where, Throwable cause) {
        super("cannot listen on " + where + ": " + cause.getMessage(), cause);
    }
}
