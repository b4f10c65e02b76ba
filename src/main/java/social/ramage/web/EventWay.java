package social.ramage.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Server-sent events: an answer whose body goes on. */
final class EventWay implements Way {
    private final byte[] beat;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private boolean isSending;
    private boolean isCut;
    private boolean isEnded;

    EventWay(String beat, Request request, Response response, Callback callback) {
        this.beat = beat.getBytes(StandardCharsets.UTF_8);
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    @Override
    public void send(ByteBuffer message, Callback taken) {
        synchronized (this) {
            isSending = true;
        }
        response.write(
                /* last= */ false,
                message,
                Callback.from(
                        () -> {
                            taken.succeeded();
                            sent();
                        },
                        failure -> {
                            taken.failed(failure);
                            sent();
                        }));
    }

    @Override
    public void beat(Callback taken) {
        send(ByteBuffer.wrap(beat), taken);
    }

    /** Whoever listens to events says nothing; that they are gone shows when something is sent. */
    @Override
    public boolean isSilent() {
        return false;
    }

    @Override
    public void end(Ending why) {
        if (isLast(/* whenCut= */ false)) {
            response.write(/* last= */ true, ByteBuffer.allocate(0), callback);
        }
    }

    @Override
    public void cut() {
        synchronized (this) {
            isCut = true;
        }
        // Ends what is being sent, too.
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        finish();
    }

    private void sent() {
        synchronized (this) {
            isSending = false;
        }
        finish();
    }

    /** Tells Jetty when nothing is being sent any more: it would have this thread wait for that otherwise. */
    private void finish() {
        if (isLast(/* whenCut= */ true)) {
            callback.failed(new IOException("the reader is gone"));
        }
    }

    private synchronized boolean isLast(boolean whenCut) {
        if (isEnded || isSending || isCut != whenCut) {
            return false;
        }
        isEnded = true;
        return true;
    }
}
