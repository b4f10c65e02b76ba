package social.ramage.media;

import social.ramage.problem.Refusal;

/** The only way to pictures. */
public final class Pictures implements AutoCloseable {
    /** Of what is sent, before it is made small. */
    public static final int BYTES_MAX = Developing.BYTES_MAX;

    private final Darkroom darkroom = new Darkroom();

    /**
     * A picture of our own from what was sent: the middle of it, as large as the frame at most, the right way up, and
     * with nothing in it but what can be seen.
     *
     * @throws Refusal Invalid when it is no picture, damaged or too large, TooMany when too many wait
     */
    public Picture develop(Frame frame, Upload upload) {
        return darkroom.in(() -> Developing.develop(frame, upload));
    }

    /** How many wait to be made. */
    public int waiting() {
        return darkroom.waiting();
    }

    @Override
    public void close() {
        darkroom.close();
    }
}
