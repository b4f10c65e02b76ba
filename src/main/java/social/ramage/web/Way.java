package social.ramage.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;

/** How what is said over a line travels. */
interface Way {
    /** One at a time. */
    void send(ByteBuffer message, Callback callback);

    /** Shows that the line is in use. One at a time, as {@link #send}. */
    void beat(Callback callback);

    /** Whether the other side has not been heard for so long that it must be gone. */
    boolean isSilent();

    /** Says that it is over. Not while anything is being sent. */
    void end(Ending why);

    /** Lets go without a word. */
    void cut();

    /** Why a line is closed, as WebSockets say it. */
    enum Ending {
        STOPPING(1001),
        UNWANTED(1008),
        BROKEN(1011);

        private final int code;

        Ending(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
