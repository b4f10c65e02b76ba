package social.ramage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The folder of test data beside the project, or where RAMAGE_SHARED says. Tests that need it are tagged "shared". */
public final class SharedData {
    private SharedData() {}

    /** @param name below the folder; what ends in .gz is unpacked */
    public static List<String> lines(String name) {
        try (var file = Files.newInputStream(path(name));
                var stream = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Path path(String name) {
        return Path.of(Objects.requireNonNullElse(System.getenv("RAMAGE_SHARED"), "../shared"))
                .resolve(name);
    }
}
