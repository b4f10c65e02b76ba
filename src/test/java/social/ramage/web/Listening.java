package social.ramage.web;

import java.io.OutputStream;
import java.time.Clock;
import java.util.List;

/** A web server of a test's own, on any port that is free. */
public final class Listening {
    private Listening() {}

    /** @return listening already, to be closed by the test */
    public static WebServer with(Routes routes) {
        return with(routes, WebServer.Bounds.USUAL);
    }

    static WebServer with(Routes routes, WebServer.Bounds bounds) {
        var web = new WebServer(
                new WebServer.Listen("127.0.0.1", 0, 0),
                List.of(routes),
                new Meters(),
                OutputStream.nullOutputStream(),
                Clock.systemUTC(),
                () -> true,
                bounds);
        web.start();
        return web;
    }
}
