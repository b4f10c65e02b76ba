package social.ramage.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket. The next frame is asked for when the one before is dealt with, so that whoever sends many waits; who
 * sends too much at once is closed.
 */
final class SocketWay implements FrameHandler, Way {
    /** What clients say are a few words. */
    static final int HEARD_BYTES_MAX = 4 * 1024;

    /** Frames of all kinds, empty ones too, from one beat to the next. */
    static final int FRAMES_MAX = 500;

    /** For the other side to close, too. */
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);

    private final Duration silence;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private @Nullable Line line;
    private Runnable opened = () -> {};
    private volatile @Nullable CoreSession session;
    private volatile long heardAt = System.nanoTime();
    private final AtomicInteger framesLeft = new AtomicInteger(FRAMES_MAX);
    private volatile boolean isClosing;

    SocketWay(Duration silence) {
        this.silence = silence;
    }

    /** @param opened called when the connection is a socket */
    void carries(Line line, Runnable opened) {
        this.line = line;
        this.opened = opened;
    }

    @Override
    public void send(ByteBuffer message, Callback taken) {
        session().sendFrame(new Frame(OpCode.TEXT, message), taken, /* batch= */ false);
    }

    @Override
    public void beat(Callback taken) {
        framesLeft.set(FRAMES_MAX);
        session().sendFrame(new Frame(OpCode.PING), taken, /* batch= */ false);
    }

    @Override
    public boolean isSilent() {
        return System.nanoTime() - heardAt > silence.toNanos();
    }

    @Override
    public void end(Ending why) {
        close(why.code(), "", () -> {});
    }

    @Override
    public void cut() {
        var open = session;
        if (open != null) {
            open.abort();
        }
    }

    void letGoUnlessOpen() {
        if (session == null) {
            line().over();
        }
    }

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        this.session = session;
        callback.succeeded();
        opened.run();
        session.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        heardAt = System.nanoTime();
        if (isClosing) {
            callback.succeeded();
            if (frame.getOpCode() != OpCode.CLOSE) {
                session().demand();
            }
            return;
        }
        if (framesLeft.decrementAndGet() < 0) {
            callback.succeeded();
            close(CloseStatus.POLICY_VIOLATION, "too many frames at once");
            return;
        }
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> text(frame, callback);
            case OpCode.PING -> {
                var echo = BufferUtil.copy(frame.getPayload());
                callback.succeeded();
                session().sendFrame(new Frame(OpCode.PONG, echo), andGoOn(), /* batch= */ false);
            }
            case OpCode.PONG -> {
                callback.succeeded();
                session().demand();
            }
            // Jetty answers it.
            case OpCode.CLOSE -> callback.succeeded();
            default -> {
                callback.succeeded();
                close(CloseStatus.BAD_DATA, "text only");
            }
        }
    }

    private void text(Frame frame, Callback callback) {
        var payload = frame.getPayload();
        if (heard.size() + payload.remaining() > HEARD_BYTES_MAX) {
            callback.succeeded();
            close(CloseStatus.MESSAGE_TOO_LARGE, "a message may have " + HEARD_BYTES_MAX + " bytes");
            return;
        }
        heard.writeBytes(BufferUtil.toArray(payload));
        boolean isWhole = frame.isFin();
        callback.succeeded();
        if (!isWhole) {
            session().demand();
            return;
        }
        var bytes = ByteBuffer.wrap(heard.toByteArray());
        heard.reset();
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            line().heard(text, () -> session().demand());
        } catch (CharacterCodingException _) {
            close(CloseStatus.BAD_PAYLOAD, "not UTF-8");
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        line().over();
    }

    private Callback andGoOn() {
        return Callback.from(() -> session().demand(), _ -> {});
    }

    /** Called for a frame: what comes after it is heard only to know when the other side closes, too. */
    private void close(int code, String reason) {
        close(code, reason, () -> session().demand());
    }

    private void close(int code, String reason, Runnable after) {
        isClosing = true;
        session().setIdleTimeout(CLOSES_WITHIN);
        session().close(code, reason, Callback.from(after, _ -> cut()));
    }

    private CoreSession session() {
        var open = session;
        if (open == null) {
            throw new IllegalStateException("the socket is not open");
        }
        return open;
    }

    private Line line() {
        var mine = line;
        if (mine == null) {
            throw new IllegalStateException("the socket has no line");
        }
        return mine;
    }
}
