package social.ramage.web;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/** The lines that are open, each on a connection of its own. */
final class Lines {
    /** On this server; who comes then is asked to come back. */
    static final int MAX = 5_000;

    /** How long the others may take to hear that it is over, before they are cut off. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

    private final Executor workers;
    private final Server server;
    private final Pace pace;
    private final WebSocketMappings sockets;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Set<Line> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosing;

    /**
     * @param events how often whoever listens to events is shown that the line is in use
     * @param sockets how often whoever has a socket is asked for a sign of life
     * @param silence how long a socket may give none
     * @param takenWithin how long the other side may take over a message
     */
    record Pace(Duration events, Duration sockets, Duration silence, Duration takenWithin, int linesMax) {
        static final Pace USUAL = new Pace(
                Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(30), MAX);
    }

    /** @param workers runs the work of the lines, each on a thread of its own while there is any */
    Lines(Executor workers, Server server, Pace pace) {
        this.workers = workers;
        this.server = server;
        this.pace = pace;
        this.sockets = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
    }

    /** @return whether there is room for one more, which is then this caller's */
    boolean take() {
        if (!isClosing && taken.incrementAndGet() <= pace.linesMax) {
            return true;
        }
        if (!isClosing) {
            taken.decrementAndGet();
        }
        return false;
    }

    /** What was taken is not needed. */
    void giveBack(Talk talk) {
        taken.decrementAndGet();
        talk.end();
    }

    /** @return false when the request is none to open a socket, and nothing was done */
    boolean open(Staying staying, Request request, Response response, Callback callback) {
        return switch (staying) {
            case Staying.Events(var talk, var beat) -> {
                var way = new EventWay(beat, request, response, callback);
                opened(new Line(talk, way, this, pace.events));
                yield true;
            }
            case Staying.Socket(var talk) -> upgrade(talk, request, response, callback);
        };
    }

    private boolean upgrade(Talk talk, Request request, Response response, Callback callback) {
        var way = new SocketWay(pace.silence);
        var line = new Line(talk, way, this, pace.sockets);
        way.carries(line, () -> opened(line));
        boolean isUpgraded = false;
        try {
            isUpgraded = sockets.upgrade(
                    (offer, answer, _) -> {
                        // What is compressed takes memory for each socket, and what is to be unpacked more.
                        answer.setExtensions(List.of());
                        // Browsers hang up when none of what they offer is chosen.
                        offer.getSubProtocols().stream().findFirst().ifPresent(answer::setAcceptedSubProtocol);
                        return way;
                    },
                    request,
                    response,
                    callback,
                    // Beats and silence say when it is over.
                    settings -> settings.setIdleTimeout(Duration.ZERO));
        } finally {
            if (isUpgraded) {
                // Whoever leaves at this very moment opens nothing, and nobody says so.
                later(() -> way.letGoUnlessOpen(), pace.takenWithin);
            } else {
                line.over();
            }
        }
        return isUpgraded;
    }

    private void opened(Line line) {
        open.add(line);
        line.begin();
        if (isClosing) {
            line.end(Way.Ending.STOPPING);
        }
    }

    void closed(Line line) {
        open.remove(line);
        taken.decrementAndGet();
    }

    void dropped() {
        dropped.incrementAndGet();
    }

    void execute(Runnable work) {
        workers.execute(work);
    }

    void later(Runnable task, Duration when) {
        Scheduler scheduler = server.getScheduler();
        if (scheduler.isRunning()) {
            var _ = scheduler.schedule(task, when.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    Pace pace() {
        return pace;
    }

    int open() {
        return open.size();
    }

    /** How many were closed since the other side took too little. */
    long droppedSoFar() {
        return dropped.get();
    }

    /** All end; nobody new comes. */
    void close() throws InterruptedException {
        isClosing = true;
        open.forEach(line -> line.end(Way.Ending.STOPPING));
        long end = System.nanoTime() + ENDS_WITHIN.toNanos();
        while (!open.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        open.forEach(Line::cut);
    }
}
