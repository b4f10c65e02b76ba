package social.ramage.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite itself: machine code that comes in its driver's jar. */
public final class EmbeddedEngine {
    private EmbeddedEngine() {}

    /**
     * Puts the code for this machine into {@code folder}. A start that is told of it with {@code org.sqlite.lib.path}
     * need neither find out what machine it is on nor write a copy to the temporary folder first.
     */
    public static void unpack(Path folder) throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (var code = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            if (code == null) {
                throw new IOException("SQLite's driver has no " + resource);
            }
            Files.createDirectories(folder);
            Files.copy(code, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
