package social.ramage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real process of Ramage, started as an operator starts it, but for the launcher. */
final class RunningServer implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
    private static final Pattern AT = Pattern.compile("Ramage is at http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int managementPort;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final int port;

    private RunningServer(List<String> before, List<String> command, Map<String, String> environment) {
        this.managementPort = freePort();
        var all = new ArrayList<>(before);
        all.add(ProcessHandle.current().info().command().orElseThrow());
        all.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), Cli.class.getName()));
        all.addAll(command);
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("RAMAGE_WEB_PORT", "0");
        builder.environment().put("RAMAGE_MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment().put("RAMAGE_RATE_LIMITS", "off");
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofPlatform().daemon().name("what the server prints").start(this::listen);
        Await.until("the server is there", () -> findPort() > 0 || !process.isAlive());
        this.port = findPort();
        if (port == 0) {
            throw new AssertionError("the server ended: " + lines);
        }
    }

    static RunningServer serve(Path data) {
        return serve(List.of(), data, Map.of());
    }

    /** @param before what the command is to run under */
    static RunningServer serve(List<String> before, Path data, Map<String, String> environment) {
        return new RunningServer(before, List.of("serve", "--data", data.toString()), environment);
    }

    static RunningServer demo(Map<String, String> environment) {
        return new RunningServer(
                hearsInterrupts() ? List.of() : List.of("env", "--default-signal=INT"),
                List.of("demo", "--port", "0"),
                environment);
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    long pid() {
        return process.pid();
    }

    /** What it has printed, without its request log. */
    List<String> lines() {
        return lines;
    }

    /** @param signal such as TERM */
    void send(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    }

    /** Waits for its end. @return its status */
    int status() throws InterruptedException {
        if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + lines);
        }
        return process.exitValue();
    }

    /** Ends it at once, as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        status();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private void listen() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.matches("\\d{13} .*")) {
                    lines.add(line);
                }
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    private int findPort() {
        return lines.stream()
                .map(AT::matcher)
                .filter(it -> it.find())
                .mapToInt(it -> Integer.parseInt(it.group(1)))
                .findFirst()
                .orElse(0);
    }

    /** Whoever runs in the background of a script has interrupts switched off, and so do all that they start. */
    private static boolean hearsInterrupts() {
        var status = Path.of("/proc/self/status");
        try {
            return !Files.exists(status)
                    || Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .noneMatch(line ->
                                    (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
