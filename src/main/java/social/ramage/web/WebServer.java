package social.ramage.web;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: one port for everybody, one on this machine for those who watch over it. */
public final class WebServer implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 20_000;
    private static final Duration THREADS_IDLE = Duration.ofMinutes(1);
    /** For requests that are under way when the server is asked to stop, and for what is left of connections then. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(3);

    /**
     * From when answers say that they are the last to when connections are closed: an answer just before that said no
     * such thing, and whoever got it must be able to ask once more.
     */
    private static final Duration LAST_WORD = Duration.ofMillis(200);

    private static final Duration CUTS_WITHIN = Duration.ofMillis(500);
    /** Shorter than usual: a connection on which nothing happens must not hold up the end. */
    private static final Duration IDLE_AT_THE_END = Duration.ofSeconds(2);

    private static final int HEADER_BYTES_MAX = 16 * 1024;
    /** These threads answer what is in memory, so as many can be busy as there are processors. */
    private static final int SELECTORS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** Smaller answers gain nothing by being compressed. */
    private static final int COMPRESSED_FROM_BYTES = 1_400;

    private final Server server;
    private final ServerConnector people;
    private final ServerConnector management;
    private final RequestLog log;
    private final SlowSenders slowSenders;
    private final Lines lines;
    private volatile boolean stopping;

    /** Where to listen; port 0 takes any that is free. */
    public record Listen(String host, int port, int managementPort) {
        /**
         * The address for whoever is near.
         *
         * @param port the one taken, when any was asked for
         */
        public String urlAt(int port) {
            return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /**
     * What callers may take of this server before it lets go of them.
     *
     * @param unsentBytes memory in answers that are not taken
     * @param idle how long a connection may be silent
     * @param arrival how long a request may take to arrive
     */
    record Bounds(long unsentBytes, Duration idle, Duration arrival) {
        static final Bounds USUAL = new Bounds(Unsent.usualBytesMax(), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** @param isReady whether requests can be served; asked for readiness, besides this server's own stopping */
    public WebServer(
            Listen listen,
            List<Routes> faces,
            Meters meters,
            OutputStream requestLog,
            Clock clock,
            BooleanSupplier isReady) {
        this(listen, faces, meters, requestLog, clock, isReady, Bounds.USUAL);
    }

    WebServer(
            Listen listen,
            List<Routes> faces,
            Meters meters,
            OutputStream requestLog,
            Clock clock,
            BooleanSupplier isReady,
            Bounds bounds) {
        this(listen, faces, meters, requestLog, clock, isReady, bounds, Lines.Pace.USUAL);
    }

    WebServer(
            Listen listen,
            List<Routes> faces,
            Meters meters,
            OutputStream requestLog,
            Clock clock,
            BooleanSupplier isReady,
            Bounds bounds,
            Lines.Pace pace) {
        // Jetty's own queue asks Java's management for the width of a cache line, which is a tenth of a start; requests
        // run on virtual threads and do not pass here.
        var threads = new QueuedThreadPool(16, 2, (int) THREADS_IDLE.toMillis(), new LinkedBlockingQueue<>());
        threads.setName("web");
        var waiters = VirtualThreads.getNamedVirtualThreadsExecutor("request-");
        threads.setVirtualThreadsExecutor(waiters);
        // Answers of up to 256 kB are sent from pooled buffers, in steps of 16 kB; 64 MB of them are kept at most.
        var buffers = new ArrayByteBufferPool(0, 16 << 10, 256 << 10, -1, 16L << 20, 64L << 20);
        this.server = new Server(threads, null, buffers);
        this.log = new RequestLog(requestLog, clock);
        this.people = connector(listen.host(), listen.port(), SELECTORS, bounds);
        this.management = connector("127.0.0.1", listen.managementPort(), 1, bounds);
        this.slowSenders = new SlowSenders(people, bounds.arrival);
        server.addConnector(people);
        server.addConnector(management);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, people));
        var unsent = new Unsent(buffers, bounds.unsentBytes);
        meters.watch("ramage.web.unsent.bytes", "Memory in answers that their readers have not taken", unsent::bytes);
        meters.watch("ramage.web.answers.broken", "Answers that could not be sent to their end", unsent::broken);
        this.lines = new Lines(waiters, server, pace);
        meters.watch("ramage.streams.open", "Streams that are open", lines::open);
        meters.watch("ramage.streams.dropped", "Streams whose readers took too little", lines::droppedSoFar);
        var desk = new Desk(waiters, new Router(faces), log, meters, unsent, lines, clock.millis(), () -> stopping);
        server.setHandler(new ByPort(
                compressing(desk), new Management(waiters, meters, () -> !stopping && isReady.getAsBoolean())));
        server.setErrorHandler(desk::refuse);
        server.setStopTimeout(CUTS_WITHIN.toMillis());
    }

    /** @throws PortTaken when somebody else listens there */
    public void start() {
        try {
            server.start();
        } catch (Exception failure) {
            throw new PortTaken(
                    people.getHost() + ":" + people.getPort() + " and 127.0.0.1:" + management.getPort(), failure);
        }
        slowSenders.start();
        log.start();
    }

    public int port() {
        return people.getLocalPort();
    }

    public int managementPort() {
        return management.getLocalPort();
    }

    /**
     * Not ready from now on, and says so to those who watch until it is over. Nobody new comes in, requests under way
     * are answered, and each answer is the last one on its connection.
     */
    @Override
    public void close() {
        stopping = true;
        try {
            lines.close();
            awaitLastAnswers();
            server.stop();
            log.finish();
        } catch (Exception failure) {
            System.getLogger(WebServer.class.getName()).log(System.Logger.Level.WARNING, "stopping", failure);
        }
    }

    private void awaitLastAnswers() throws InterruptedException, ExecutionException {
        Thread.sleep(LAST_WORD);
        try {
            people.shutdown().get(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            System.getLogger(WebServer.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "{0} connections are cut off",
                            people.getConnectedEndPoints().size());
        }
    }

    private ServerConnector connector(String host, int port, int selectors, Bounds bounds) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        var connector = new ServerConnector(server, 1, selectors, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(bounds.idle.toMillis());
        connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
        connector.setAcceptedTcpNoDelay(true);
        return connector;
    }

    private static Handler compressing(Handler handler) {
        var gzip = new GzipCompression();
        gzip.setMinCompressSize(COMPRESSED_FROM_BYTES);
        var fastest = new GzipEncoderConfig();
        fastest.setCompressionLevel(1);
        gzip.setDefaultEncoderConfig(fastest);
        var compression = new CompressionHandler(handler);
        compression.putCompression(gzip);
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        // A small body that becomes a large one is a way to fill memory, and no client sends one.
                        .decompressExcludePath("/*")
                        .compressIncludeMimeType("application/json")
                        .compressIncludeMimeType("text/html")
                        .build());
        return compression;
    }

    private final class ByPort extends Handler.Abstract {
        private final Handler everybody;
        private final Handler watchers;

        ByPort(Handler everybody, Handler watchers) {
            super(InvocationType.NON_BLOCKING);
            this.everybody = everybody;
            this.watchers = watchers;
            addBean(everybody);
            addBean(watchers);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            boolean watches = management.equals(request.getConnectionMetaData().getConnector());
            return (watches ? watchers : everybody).handle(request, response, callback);
        }

        @Override
        public void setServer(Server server) {
            super.setServer(server);
            everybody.setServer(server);
            watchers.setServer(server);
        }
    }
}
