package social.ramage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The data folder, held by one process at a time. */
final class Folder implements AutoCloseable {
    /** Known here too, since to open and close the file once more would let go of the lock for the whole process. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path data;
    private final FileChannel channel;
    private final FileLock lock;

    private Folder(Path data, FileChannel channel, FileLock lock) {
        this.data = data;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder when it is not there, readable by its owner only.
     *
     * @return nothing while it is held, by another process or in this one
     * @throws Settings.Mistaken when it is no folder that can be used
     */
    static Optional<Folder> hold(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(data);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
                }
            }
            var real = data.toRealPath();
            if (!HELD.add(real)) {
                return Optional.empty();
            }
            var held = Optional.<Folder>empty();
            try {
                held = lock(real);
            } finally {
                if (held.isEmpty()) {
                    HELD.remove(real);
                }
            }
            return held;
        } catch (FileAlreadyExistsException _) {
            throw new Settings.Mistaken(List.of("cannot use " + data + " as data folder: it is a file"));
        } catch (AccessDeniedException _) {
            throw new Settings.Mistaken(List.of("cannot use " + data + " as data folder: it is not allowed"));
        } catch (IOException failure) {
            throw new Settings.Mistaken(List.of("cannot use " + data + " as data folder: " + failure));
        }
    }

    private static Optional<Folder> lock(Path real) throws IOException {
        var channel = FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new Folder(real, channel, lock));
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            HELD.remove(data);
        }
    }
}
