package social.ramage.web;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** For those who watch over the server: is it alive, does it take requests, and its figures. On this machine only. */
final class Management extends Handler.Abstract {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Executor waiters;
    private final Meters meters;
    private final BooleanSupplier isReady;

    Management(Executor waiters, Meters meters, BooleanSupplier isReady) {
        super(InvocationType.NON_BLOCKING);
        this.waiters = waiters;
        this.meters = meters;
        this.isReady = isReady;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        waiters.execute(() -> {
            try {
                answer(request, response, callback);
            } catch (RuntimeException | Error failure) {
                Response.writeError(request, response, callback, failure);
            }
        });
        return true;
    }

    private void answer(Request request, Response response, Callback callback) {
        switch (Request.getPathInContext(request)) {
            case "/health" -> send(response, 200, TEXT, "alive\n", callback);
            case "/ready" -> {
                boolean ready = isReady.getAsBoolean();
                send(response, ready ? 200 : 503, TEXT, ready ? "ready\n" : "not ready\n", callback);
            }
            case "/metrics" -> send(response, 200, PROMETHEUS, meters.scrape(), callback);
            default -> send(response, 404, TEXT, "/health /ready /metrics\n", callback);
        }
    }

    private static void send(Response response, int status, String type, String text, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        Content.Sink.write(response, /* last= */ true, text, callback);
    }
}
