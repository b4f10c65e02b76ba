package social.ramage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Files from elsewhere, and what the commands that bring them in tell. */
public final class Cargo {
    private final Path folder;

    public Cargo(Path folder) {
        this.folder = folder;
    }

    public enum Packing {
        PLAIN,
        GZIP,
        XZ
    }

    public Path file(Packing packing, String... lines) {
        return file(packing, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Its name says nothing of what is in it. */
    public Path file(Packing packing, byte[] content) {
        try {
            var file = Files.createTempFile(folder, "cargo", ".bin");
            try (var out = pack(packing, Files.newOutputStream(file))) {
                out.write(content);
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path file(String... lines) {
        return file(Packing.PLAIN, lines);
    }

    private static OutputStream pack(Packing packing, OutputStream out) throws IOException {
        return switch (packing) {
            case PLAIN -> out;
            case GZIP -> new GZIPOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(0));
        };
    }

    /** What a command told, line by line. */
    record Told(int status, List<String> lines) {
        /** The last line, without how long it took. */
        String sum() {
            return lines.getLast().replaceFirst("; [0-9.]+ s, [0-9,]+ \\w+/s$", "");
        }

        /** What came before it. */
        List<String> before() {
            return lines.subList(0, lines.size() - 1);
        }
    }

    /** As on a command line that runs inside this server. */
    static Told graph(Ramage ramage, Path file, String... more) {
        return told(ramage, "graph", file, more);
    }

    static Told posts(Ramage ramage, Path file, String... more) {
        return told(ramage, "posts", file, more);
    }

    private static Told told(Ramage ramage, String what, Path file, String... more) {
        var arguments = new ArrayList<>(List.of("import", what, file.toString()));
        arguments.addAll(List.of(more));
        var out = new StringWriter();
        int status = Cli.run(ramage, arguments, new PrintWriter(out));
        return new Told(status, out.toString().lines().toList());
    }
}
