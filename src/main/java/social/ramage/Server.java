package social.ramage;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs until it is asked to stop. */
final class Server {
    private Server() {}

    static int run(Settings settings, PrintWriter out) throws InterruptedException {
        var folder = Folder.hold(settings.data());
        if (folder.isEmpty()) {
            out.println("another Ramage runs on " + settings.data());
            return 1;
        }
        try (var _ = folder.get()) {
            serve(settings, out, null);
        }
        return 0;
    }

    static int demo(int port, PrintWriter out) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("ramage-demo");
        var given = Map.of(
                Settings.Key.WEB_PORT, Integer.toString(port),
                Settings.Key.MANAGEMENT_PORT, Integer.toString(port == 0 ? 0 : port + 1),
                Settings.Key.SITE_TITLE, "Valbruine");
        try (var _ = Folder.hold(data).orElseThrow()) {
            serve(Settings.from(data, Map.of(), given), out, Demo::settle);
        } finally {
            delete(data);
        }
        return 0;
    }

    /** What is done before people may come in. */
    private interface Before {
        void run(Ramage ramage, PrintWriter out);
    }

    private static void serve(Settings settings, PrintWriter out, @Nullable Before before) throws InterruptedException {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.countDown();
            await(stopped);
        }));
        try (var ramage = Ramage.open(settings, Clock.systemUTC())) {
            if (before != null) {
                before.run(ramage, out);
            }
            try (var web = ramage.listen(new FileOutputStream(FileDescriptor.err));
                    var _ = Side.open(settings.data(), (arguments, to) -> Cli.run(ramage, arguments, to))) {
                var url = settings.publicUrl().isEmpty()
                        ? "http://" + settings.listen().host() + ":" + web.port()
                        : settings.publicUrl();
                if (!ramage.people.hasOwner()) {
                    out.println("Nobody owns this place yet. Open this link, once: " + url + "/start/"
                            + ramage.ownerLink.offer().value());
                }
                out.println("Ramage is at " + url);
                stop.await();
            }
        } finally {
            stopped.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
