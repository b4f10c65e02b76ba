package social.ramage;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import social.ramage.account.Accounts;
import social.ramage.follow.Viewer;
import social.ramage.signal.Signals;
import social.ramage.timeline.Timelines;

/** The demo's tribe in a throwaway folder, with its doors open to benches of other packages. */
public final class BenchTown implements AutoCloseable {
    private final Path data;
    private final Ramage ramage;

    public BenchTown() {
        try {
            this.data = Files.createTempDirectory("ramage-bench");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.ramage = Ramage.open(Settings.from(data, Map.of(), Map.of()), Clock.systemUTC());
        Demo.settle(ramage, new PrintWriter(Writer.nullWriter()));
    }

    public Accounts accounts() {
        return ramage.accounts;
    }

    public Signals signals() {
        return ramage.signals;
    }

    public Timelines timelines() {
        return ramage.timelines;
    }

    public Viewer viewer(String handle) {
        return ramage.follows.viewer(ramage.accounts.find(handle).orElseThrow());
    }

    @Override
    public void close() {
        ramage.close();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
