package social.ramage.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL for all tests of this JVM, unpacked from a jar at the first use, in a folder that goes with it. A
 * shell beside it waits for the end of its input, so the server ends with this JVM even when that is killed.
 */
final class PostgresServer {
    /** PostgreSQL refuses to run as root, so for root it runs as this user, who owns nothing else. */
    private static final int NOBODY = 65_534;

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private static final String SERVE = """
            trap '' INT TERM HUP
            bin/postgres -D data "$@" >log 2>&1 &
            server=$!
            cat >/dev/null
            kill -INT $server
            wait $server
            rm -rf "$PWD"
            """;

    private final Path folder;
    private final boolean isRoot;
    private final String server;
    private final Connection admin;

    private PostgresServer() throws IOException, InterruptedException, SQLException {
        this.folder = Files.createTempDirectory("ramage-postgresql");
        this.isRoot = Files.getAttribute(folder, "unix:uid").equals(0);
        if (isRoot) {
            Files.setAttribute(folder, "unix:uid", NOBODY);
        }
        unpack();
        makeCluster();
        int port = freePort();
        this.server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        this.admin = awaitAdmin(serve(port));
        execute("create role ramage login");
    }

    /** Started by the first who asks. */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** A database's address, for a user who owns databases and may do nothing else. */
    DatabaseAt at(String database) {
        return new DatabaseAt(server + database, "ramage", "");
    }

    void create(String database, String template) {
        execute("create database %s owner ramage template %s strategy file_copy".formatted(database, template));
    }

    void drop(String database) {
        execute("drop database %s with (force)".formatted(database));
    }

    private synchronized void execute(String text) {
        try (var statement = admin.createStatement()) {
            statement.execute(text);
        } catch (SQLException failure) {
            throw DatabaseException.of(failure);
        }
    }

    private void unpack() throws IOException, InterruptedException {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var archive = "/postgres-%s-%s.txz".formatted(os, arch);
        var tar = start("tar", "-x");
        try (var packed = PostgresServer.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IllegalStateException(archive + " is not on the class path: see the profiles in pom.xml");
            }
            try (var unpacked = new XZInputStream(packed);
                    var into = tar.getOutputStream()) {
                unpacked.transferTo(into);
            }
        }
        succeed(tar);
    }

    /** Its own language is Turkish too: sorting or folding by a column without "C" gives odd answers. */
    private void makeCluster() throws IOException, InterruptedException {
        succeed(start(
                "bin/initdb",
                "--pgdata=data",
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=tr-TR",
                "--no-sync"));
    }

    private Process serve(int port) throws IOException {
        return start(
                "sh",
                "-c",
                SERVE,
                "sh",
                "-cport=" + port,
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=",
                "-cfsync=off",
                "-ctimezone=Pacific/Chatham",
                "-cdatestyle=SQL,DMY");
    }

    private Connection awaitAdmin(Process serving) throws IOException, InterruptedException {
        long until = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (true) {
            try {
                return DriverManager.getConnection(server + "postgres", "postgres", "");
            } catch (SQLException notYet) {
                if (!serving.isAlive() || System.nanoTime() > until) {
                    throw new IllegalStateException(Files.readString(folder.resolve("log")), notYet);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private Process start(String... command) throws IOException {
        var words = new ArrayList<String>();
        if (isRoot) {
            words.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void succeed(Process process) throws IOException, InterruptedException {
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class Shared {
        private static final PostgresServer SERVER = begin();

        private static PostgresServer begin() {
            try {
                return new PostgresServer();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException | SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
