package social.ramage.web;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Bodies that their readers have not taken yet. Each is copied into a pooled buffer, which goes back to the pool when
 * Jetty says that all of it is sent, and never before: the next answer in it is somebody else's. A buffer whose sending
 * failed may still be read from by another thread, so it is let go and not used again.
 */
final class Unsent {
    /** Memory in these buffers, unless Java may have less than four times as much; beyond it readers must come back. */
    static final long BYTES_MAX = 256L << 20;

    /** A body up to this size takes no pooled buffer and is not counted, so that "come back" can always be said. */
    static final int SMALL_BYTES_MAX = 1 << 10;

    private final ByteBufferPool buffers;
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();

    Unsent(ByteBufferPool buffers, long bytesMax) {
        this.buffers = buffers;
        this.bytesMax = bytesMax;
    }

    /** What Java may have, heap and buffers alike, is a part of a small machine's memory. */
    static long usualBytesMax() {
        return Math.min(BYTES_MAX, Runtime.getRuntime().maxMemory() / 4);
    }

    boolean isFull() {
        return bytes.get() >= bytesMax;
    }

    boolean hasRoomFor(Segments body) {
        return body.bytes() <= SMALL_BYTES_MAX || bytes.get() + body.bytes() <= bytesMax;
    }

    /** What the buffers hold in memory, which is more than what is in them. */
    long bytes() {
        return bytes.get();
    }

    /** How many answers could not be sent to their end. */
    long broken() {
        return broken.get();
    }

    void send(Segments body, Response response, Callback callback) {
        if (body.bytes() <= SMALL_BYTES_MAX) {
            response.write(/* last= */ true, filled(body, ByteBuffer.allocate(body.bytes())), callback);
            return;
        }
        var buffer = buffers.acquire(body.bytes(), /* direct= */ true);
        var sent = new Sent(buffer, callback);
        var filled = filled(body, buffer.getByteBuffer());
        bytes.addAndGet(sent.held);
        response.write(/* last= */ true, filled, sent);
    }

    private static ByteBuffer filled(Segments body, ByteBuffer buffer) {
        buffer.clear();
        body.copyTo(buffer);
        return buffer.flip();
    }

    private final class Sent extends Callback.Nested {
        private final RetainableByteBuffer buffer;
        private final int held;

        Sent(RetainableByteBuffer buffer, Callback callback) {
            super(callback);
            this.buffer = buffer;
            this.held = buffer.capacity();
        }

        @Override
        public void succeeded() {
            bytes.addAndGet(-held);
            buffer.release();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            bytes.addAndGet(-held);
            broken.incrementAndGet();
            super.failed(failure);
        }
    }
}
