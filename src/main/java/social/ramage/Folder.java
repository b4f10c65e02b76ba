package social.ramage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The data folder, held by one process at a time. */
final class Folder implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private Folder(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Makes the folder when it is not there, readable by its owner only. @return nothing while another process holds it */
    static Optional<Folder> hold(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(data);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
                }
            }
            var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Folder(channel, lock));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot use the folder " + data + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
