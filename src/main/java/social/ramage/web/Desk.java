package social.ramage.web;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import social.ramage.db.AtOnce;
import social.ramage.db.DatabaseException;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/**
 * Where every request comes in and every answer leaves. A read is answered at once, on the thread that received it, when
 * memory has all of it; whatever else may have to wait, and does so on a thread of its own.
 */
final class Desk extends Handler.Abstract {
    private static final Header NO_SNIFFING = new Header("X-Content-Type-Options", "nosniff");
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());

    private final Executor waiters;
    private final Router router;
    private final RequestLog log;
    private final Meters meters;
    private final Unsent unsent;
    private final Lines lines;
    private final LargeBodies largeBodies = new LargeBodies();
    private final AtomicLong references;
    private final BooleanSupplier isStopping;

    /** @param waiters runs what has to wait, each on a thread of its own */
    Desk(
            Executor waiters,
            Router router,
            RequestLog log,
            Meters meters,
            Unsent unsent,
            Lines lines,
            long firstReference,
            BooleanSupplier isStopping) {
        super(InvocationType.NON_BLOCKING);
        this.waiters = waiters;
        this.router = router;
        this.log = log;
        this.meters = meters;
        this.unsent = unsent;
        this.lines = lines;
        this.references = new AtomicLong(firstReference);
        this.isStopping = isStopping;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begun = System.nanoTime();
        var reference = Long.toString(references.incrementAndGet(), Character.MAX_RADIX);
        var path = withoutSlash(Request.getPathInContext(request));
        var found = router.find(path);
        var call = new Call(
                request, path, reference, found == null ? Map.of() : found.parts(), room(request.getMethod(), found));
        if (call.onlyReads()) {
            try {
                finish(request, call, found, AtOnce.call(() -> answer(call, found)), begun, response, callback);
                return true;
            } catch (AtOnce.WouldWait _) {
                // Memory does not have all of it.
            }
        }
        waiters.execute(() -> {
            try {
                finish(request, call, found, answer(call, found), begun, response, callback);
            } catch (RuntimeException | Error failure) {
                Response.writeError(request, response, callback, failure);
            }
        });
        return true;
    }

    private BodyRoom room(String method, Router.@Nullable Found found) {
        return new BodyRoom(found == null ? Body.BYTES_MAX : found.place().bodyBytesMax(method), largeBodies);
    }

    private void finish(
            Request request,
            Call call,
            Router.@Nullable Found found,
            Answer answer,
            long begun,
            Response response,
            Callback callback) {
        var staying = answer.staying();
        if (staying == null) {
            send(call, answer, response, callback);
        } else {
            stay(call, answer, staying, new Exchange(request, response, callback));
        }
        var route = found == null ? "(none)" : found.place().path();
        long nanos = System.nanoTime() - begun;
        log.add(call.method(), route, answer.status(), nanos, call.reference());
        meters.answered(route, answer.status(), nanos);
    }

    /**
     * Answers what Jetty refuses by itself, before there is a route: a request that cannot be read, or a fault. What
     * was sent is never the cause of a status from 500 on, so that those always say that something is wrong with us.
     */
    boolean refuse(Request request, Response response, Callback callback) {
        var reference = Long.toString(references.incrementAndGet(), Character.MAX_RADIX);
        var path = Objects.requireNonNullElse(request.getHttpURI().getCanonicalPath(), "/");
        var call = new Call(request, path, reference, Map.of(), room(request.getMethod(), null));
        var face = router.faceFor(path);
        int status = response.getStatus();
        var answer = face.dress(call, refusal(call, face, status, request.getAttribute(ErrorHandler.ERROR_EXCEPTION)));
        // What more there is of it Jetty does not read, and it ends the connection: whoever would go on must know.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(call, answer, response, callback);
        log.add("(any)", "(unreadable)", answer.status(), 0, reference);
        meters.answered("(unreadable)", answer.status(), 0);
        return true;
    }

    private static Answer refusal(Call call, Face face, int status, @Nullable Object failure) {
        return switch (status) {
            case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                face.refuse(call, new Problem.TooLarge(Sentence.of("problem.head_too_large")))
                        .as(status);
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505, HttpStatus.UPGRADE_REQUIRED_426 ->
                face.refuse(call, unreadable());
            default ->
                status < 500
                        ? face.refuse(call, unreadable()).as(status)
                        : broken(call, face, failure instanceof Throwable known ? known : new IOException("unknown"));
        };
    }

    private static Problem unreadable() {
        return new Problem.Unreadable(Sentence.of("problem.body_unreadable"));
    }

    private Answer answer(Call call, Router.@Nullable Found found) {
        var face = found == null ? router.faceFor(call.path()) : found.place().face();
        try {
            var answer = answer(call, found, face);
            call.hearOut();
            return face.dress(call, answer);
        } finally {
            call.end();
        }
    }

    private Answer answer(Call call, Router.@Nullable Found found, Face face) {
        try {
            if (unsent.isFull()) {
                throw busy();
            }
            if (call.method().equals("OPTIONS")) {
                return Answer.empty(HttpStatus.NO_CONTENT_204)
                        .with("Allow", found == null ? "OPTIONS" : found.place().methods());
            }
            if (found == null) {
                throw Refusal.notFound();
            }
            var endpoint = found.place().endpoint(call.method());
            if (endpoint.isEmpty()) {
                return face.refuse(call, wrongMethod(found.place()));
            }
            face.admit(call);
            var answer = endpoint.get().answer(call);
            if (answer.staying() != null && !lines.take()) {
                answer.staying().talk().end();
                throw busy();
            }
            // Whoever changed something hears of it in any case: told to come back, they would do it twice.
            if (call.method().equals("GET") && !unsent.hasRoomFor(answer.body())) {
                throw busy();
            }
            return answer;
        } catch (AtOnce.WouldWait wait) {
            throw wait;
        } catch (Refusal refusal) {
            return face.refuse(call, refusal.problem());
        } catch (DatabaseException failure) {
            if (failure.kind() == DatabaseException.Kind.FAULT) {
                return broken(call, face, failure);
            }
            LOG.log(System.Logger.Level.ERROR, "request {0}: {1}", call.reference(), failure.getMessage());
            return face.refuse(
                    call,
                    Problem.unavailable(
                            failure.kind() == DatabaseException.Kind.FULL ? "problem.disk_full" : "problem.disk"));
        } catch (RuntimeException | Error failure) {
            return broken(call, face, failure);
        }
    }

    private static Refusal busy() {
        return new Refusal(Problem.unavailable("problem.busy"));
    }

    private static Problem wrongMethod(Router.Place place) {
        return new Problem.WrongMethod(place.methods(), Sentence.of("problem.method", place.methods()));
    }

    private static Answer broken(Call call, Face face, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "request " + call.reference() + " failed", failure);
        return face.refuse(call, new Problem.Broken(Sentence.of("problem.internal", call.reference())));
    }

    private record Exchange(Request request, Response response, Callback callback) {}

    private void stay(Call call, Answer answer, Staying staying, Exchange exchange) {
        if (call.method().equals("HEAD")) {
            lines.giveBack(staying.talk());
            send(call, answer, exchange.response, exchange.callback);
            return;
        }
        head(call, answer, exchange.response);
        if (!lines.open(staying, exchange.request, exchange.response, exchange.callback)) {
            exchange.response.reset();
            var face = router.faceFor(call.path());
            send(call, face.dress(call, face.refuse(call, unreadable())), exchange.response, exchange.callback);
        }
    }

    private void send(Call call, Answer answer, Response response, Callback callback) {
        head(call, answer, response);
        var bytes = answer.body().bytes();
        if (response.getHeaders().contains(HttpHeader.CONTENT_TYPE)
                || response.getHeaders().contains(HttpHeader.LOCATION)) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes);
        }
        if (bytes == 0) {
            response.write(/* last= */ true, null, callback);
            return;
        }
        unsent.send(answer.body(), response, callback);
    }

    private void head(Call call, Answer answer, Response response) {
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        headers.put("X-Request-Id", call.reference());
        headers.put(NO_SNIFFING.field());
        answer.headers().forEach(headers::add);
        if (isStopping.getAsBoolean()) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
