package social.ramage.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Ends connections whose request does not arrive in time. Silence is the idle time-out's matter; a sender who lets a
 * byte drip now and then is never silent, and would hold connection and memory for as long as they like.
 */
final class SlowSenders implements Runnable {
    private static final int LOOKS = 4;

    private final ServerConnector connector;
    private final Duration between;
    private Map<EndPoint, Seen> seenByConnection = new HashMap<>();

    /** @param arrival how long a request may take; found out up to a quarter of it later */
    SlowSenders(ServerConnector connector, Duration arrival) {
        this.connector = connector;
        this.between = arrival.dividedBy(LOOKS);
    }

    /**
     * What a connection had brought when it was first seen with that many requests.
     *
     * @param looks how often it was seen so since
     */
    private record Seen(long requests, long bytes, int looks) {}

    void start() {
        connector.getScheduler().schedule(this, between.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        var seen = new HashMap<EndPoint, Seen>();
        for (var endPoint : connector.getConnectedEndPoints()) {
            var connection = endPoint.getConnection();
            if (connection == null) {
                continue;
            }
            long requests = connection.getMessagesIn();
            var before = seenByConnection.get(endPoint);
            var now = before == null || before.requests != requests
                    ? new Seen(requests, connection.getBytesIn(), 0)
                    : new Seen(requests, before.bytes, before.looks + 1);
            if (now.looks >= LOOKS && connection.getBytesIn() > now.bytes) {
                endPoint.close();
            } else {
                seen.put(endPoint, now);
            }
        }
        seenByConnection = seen;
        if (connector.isRunning()) {
            start();
        }
    }
}
