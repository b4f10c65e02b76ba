package social.ramage.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * One line a request: when, method, route, status, microseconds, reference. No query, no address, nothing that anybody
 * wrote. Lines gather in memory and are written by a thread of their own, so that no request waits for a terminal; what
 * does not fit is counted instead.
 */
final class RequestLog extends Thread {
    private static final int BYTES_MAX = 1 << 20;
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());

    private final OutputStream out;
    private final Clock clock;
    private StringBuilder lines = new StringBuilder(1 << 14);
    private StringBuilder spare = new StringBuilder(1 << 14);
    private long left;
    private volatile boolean stopping;

    RequestLog(OutputStream out, Clock clock) {
        super("request log");
        this.out = out;
        this.clock = clock;
        setDaemon(true);
    }

    void add(String method, String route, int status, long nanos, String reference) {
        long millis = clock.millis();
        synchronized (this) {
            if (lines.length() > BYTES_MAX) {
                left++;
                return;
            }
            lines.append(millis)
                    .append(' ')
                    .append(method.length() > 10 ? "(long)" : method)
                    .append(' ')
                    .append(route)
                    .append(' ')
                    .append(status)
                    .append(' ')
                    .append(nanos / 1_000)
                    .append("us ")
                    .append(reference)
                    .append('\n');
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                sleep(EVERY);
            } catch (InterruptedException _) {
                // Asked to stop; what is there is still written.
            }
            try {
                write();
            } catch (IOException failure) {
                LOG.log(System.Logger.Level.WARNING, "the request log cannot be written: {0}", failure.getMessage());
                return;
            }
        }
    }

    void finish() throws InterruptedException {
        stopping = true;
        interrupt();
        join();
    }

    private void write() throws IOException {
        StringBuilder full;
        long missing;
        synchronized (this) {
            full = lines;
            lines = spare;
            missing = left;
            left = 0;
        }
        if (missing > 0) {
            full.append(missing).append(" requests are not listed: there were too many\n");
        }
        out.write(full.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        full.setLength(0);
        spare = full;
    }
}
