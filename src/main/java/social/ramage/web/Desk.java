package social.ramage.web;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
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
    private static final Header NO_SNIFFING = new Header("X-Content-Type-Options", "nosniff");
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());

    private final Router router;
    private final RequestLog log;
    private final Meters meters;
    private final Unsent unsent;
    private final AtomicLong references;

    Desk(Router router, RequestLog log, Meters meters, Unsent unsent, long firstReference) {
        super(InvocationType.BLOCKING);
        this.router = router;
        this.log = log;
        this.meters = meters;
        this.unsent = unsent;
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
            var answer = endpoint.get().answer(call);
            // Whoever changed something hears of it in any case: told to come back, they would do it twice.
            if (call.method().equals("GET") && !unsent.hasRoomFor(answer.body())) {
                throw busy();
            }
            return answer;
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
        unsent.send(answer.body(), response, callback);
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
