package social.ramage.web;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import social.ramage.db.DatabaseException;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/** Where every request comes in and every answer leaves. */
final class Desk extends Handler.Abstract {
    /** Bytes in answers that their readers have not taken yet; beyond that the next is asked to come back. */
    private static final long UNSENT_BYTES_MAX = 256L << 20;

    private static final Header NO_SNIFFING = new Header("X-Content-Type-Options", "nosniff");
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());

    private final Router router;
    private final RequestLog log;
    private final Meters meters;
    private final ByteBufferPool buffers;
    private final AtomicLong unsentBytes = new AtomicLong();
    private final AtomicLong references;

    Desk(Router router, RequestLog log, Meters meters, ByteBufferPool buffers, long firstReference) {
        super(InvocationType.BLOCKING);
        this.router = router;
        this.log = log;
        this.meters = meters;
        this.buffers = buffers;
        this.references = new AtomicLong(firstReference);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begun = System.nanoTime();
        var reference = Long.toString(references.incrementAndGet(), Character.MAX_RADIX);
        var path = withoutSlash(Request.getPathInContext(request));
        var found = router.find(path);
        var call = new Call(request, path, reference, found == null ? Map.of() : found.parts());
        var answer = answer(call, found);
        send(call, answer, response, callback);
        var route = found == null ? "(none)" : found.place().path();
        long nanos = System.nanoTime() - begun;
        log.add(call.method(), route, answer.status(), nanos, reference);
        meters.answered(route, answer.status(), nanos);
        return true;
    }

    private Answer answer(Call call, Router.@Nullable Found found) {
        var face = found == null ? router.faceFor(call.path()) : found.place().face();
        return face.dress(call, answer(call, found, face));
    }

    private Answer answer(Call call, Router.@Nullable Found found, Face face) {
        try {
            if (call.method().equals("OPTIONS")) {
                return Answer.empty(HttpStatus.NO_CONTENT_204)
                        .with("Allow", found == null ? "OPTIONS" : found.place().methods());
            }
            if (found == null) {
                throw Refusal.notFound();
            }
            var endpoint = found.place().endpoint(call.method());
            return endpoint.isPresent() ? endpoint.get().answer(call) : face.refuse(call, wrongMethod(found.place()));
        } catch (Refusal refusal) {
            return face.refuse(call, refusal.problem());
        } catch (DatabaseException failure) {
            if (failure.kind() == DatabaseException.Kind.FAULT) {
                return broken(call, face, failure);
            }
            LOG.log(System.Logger.Level.ERROR, "request {0}: {1}", call.reference(), failure.getMessage());
            return face.refuse(call, Problem.unavailable("problem.disk"));
        } catch (RuntimeException | Error failure) {
            return broken(call, face, failure);
        }
    }

    private static Problem wrongMethod(Router.Place place) {
        return new Problem.WrongMethod(place.methods(), Sentence.of("problem.method", place.methods()));
    }

    private static Answer broken(Call call, Face face, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "request " + call.reference() + " failed", failure);
        return face.refuse(call, new Problem.Broken(Sentence.of("problem.internal", call.reference())));
    }

    private void send(Call call, Answer answer, Response response, Callback callback) {
        var bytes = answer.body().bytes();
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        headers.put("X-Request-Id", call.reference());
        headers.put(NO_SNIFFING.field());
        answer.headers().forEach(headers::add);
        if (headers.contains(HttpHeader.CONTENT_TYPE)) {
            headers.put(HttpHeader.CONTENT_LENGTH, bytes);
        }
        if (call.method().equals("HEAD") || bytes == 0) {
            response.write(/* last= */ true, null, callback);
            return;
        }
        if (unsentBytes.addAndGet(bytes) > UNSENT_BYTES_MAX) {
            unsentBytes.addAndGet(-bytes);
            headers.remove(HttpHeader.CONTENT_LENGTH);
            headers.put(HttpHeader.RETRY_AFTER, "5");
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
            response.write(/* last= */ true, null, callback);
            return;
        }
        var buffer = buffers.acquire(bytes, /* direct= */ true);
        ByteBuffer filled = buffer.getByteBuffer();
        filled.clear();
        answer.body().copyTo(filled);
        filled.flip();
        response.write(/* last= */ true, filled, new Sent(buffer, bytes, callback));
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Gives the buffer back when all of it is sent; one whose sending failed may still be read from, so it is let go. */
    private final class Sent extends Callback.Nested {
        private final RetainableByteBuffer buffer;
        private final int bytes;

        Sent(RetainableByteBuffer buffer, int bytes, Callback callback) {
            super(callback);
            this.buffer = buffer;
            this.bytes = bytes;
        }

        @Override
        public void succeeded() {
            unsentBytes.addAndGet(-bytes);
            buffer.release();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            unsentBytes.addAndGet(-bytes);
            super.failed(failure);
        }
    }
}
