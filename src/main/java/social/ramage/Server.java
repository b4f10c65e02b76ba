package social.ramage;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs until it is asked to stop. */
final class Server {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    private Server() {}

    static int run(Settings settings, PrintWriter out) throws InterruptedException {
        var folder = Folder.hold(settings.data());
        if (folder.isEmpty()) {
            out.println("another Ramage runs on " + settings.data());
            return 1;
        }
        try (var stop = new Stop();
                var _ = folder.get()) {
            serve(settings, out, stop, (_, _) -> {});
        }
        return 0;
    }

    static int demo(int port, PrintWriter out) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("ramage-demo");
        var given = Map.of(
                Settings.Key.WEB_PORT, Integer.toString(port),
                Settings.Key.MANAGEMENT_PORT, Integer.toString(Settings.portBeside(port)),
                Settings.Key.SITE_TITLE, "Valbruine");
        out.println("This demo is kept in " + data + " and deleted when it is stopped.");
        try (var stop = new Stop()) {
            try (var _ = Folder.hold(data).orElseThrow()) {
                serve(Settings.from(data, Map.of(), given), out, stop, Demo::settle);
            } finally {
                delete(data);
            }
        }
        return 0;
    }

    static void rehearse() throws IOException, InterruptedException {
        var data = Files.createTempDirectory("ramage-rehearsal");
        try {
            Rehearsal.run(data, Clock.systemUTC());
        } finally {
            delete(data);
        }
    }

    /** What is done before people may come in. */
    private interface Before {
        void run(Ramage ramage, PrintWriter out);
    }

    private static void serve(Settings settings, PrintWriter out, Stop stop, Before before)
            throws InterruptedException {
        try (var ramage = Ramage.open(settings, Clock.systemUTC())) {
            before.run(ramage, out);
            try (var web = ramage.listen(new FileOutputStream(FileDescriptor.err));
                    var _ = Side.open(settings.data(), (arguments, to) -> Cli.run(ramage, arguments, to))) {
                var url = settings.publicUrl().isEmpty() ? settings.listen().urlAt(web.port()) : settings.publicUrl();
                if (!ramage.people.hasOwner()) {
                    out.println("Nobody owns this place yet. Open this link, once: " + url + "/start/"
                            + ramage.ownerLink.offer().value());
                }
                out.println("Ramage is at " + url);
                stop.await();
            }
        }
    }

    /** Comes when the process is asked to end, which it does once all is put away. */
    private static final class Stop implements AutoCloseable {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);

        Stop() {
            hear("TERM");
            hear("INT");
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                asked.countDown();
                try {
                    done.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }));
        }

        void await() throws InterruptedException {
            asked.await();
        }

        /**
         * A process that ends in order has status 0. Java by itself ends with 130 or 143 when it hears a signal, which
         * those who start processes take for a failure; its class for signals is not known at compile time, since using
         * it there cannot be had without a warning.
         */
        private void hear(String signal) {
            try {
                var type = Class.forName("sun.misc.Signal");
                var handlerType = Class.forName("sun.misc.SignalHandler");
                var handler = Proxy.newProxyInstance(
                        Server.class.getClassLoader(), new Class<?>[] {handlerType}, (_, method, _) -> {
                            if (method.getName().equals("handle")) {
                                asked.countDown();
                            }
                            return null;
                        });
                type.getMethod("handle", type, handlerType)
                        .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
            } catch (ReflectiveOperationException failure) {
                LOG.log(System.Logger.Level.INFO, "the status after {0} will be Java's own: {1}", signal, failure);
            }
        }

        @Override
        public void close() {
            done.countDown();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
