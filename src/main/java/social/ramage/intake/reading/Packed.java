package social.ramage.intake.reading;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;
import social.ramage.problem.Refusal;

/** A file as it is, or packed by gzip or xz: told by its first bytes, not by its name. */
final class Packed {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    /** What the strongest usual setting of xz asks for; a file may ask for gigabytes. */
    private static final int XZ_KILOBYTES_MAX = 80 << 10;

    private final Counted file;
    private final long size;
    private final InputStream content;

    private Packed(Counted file, long size, InputStream content) {
        this.file = file;
        this.size = size;
        this.content = content;
    }

    /** @throws Refusal Invalid when there is no such file, or it cannot be unpacked */
    static Packed open(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw Refusal.invalid("file", "intake.no_file", path);
        }
        var file = new Counted(Files.newInputStream(path));
        try {
            return new Packed(file, Files.size(path), unpack(new BufferedInputStream(file, BUFFER_BYTES)));
        } catch (IOException _) {
            file.close();
            // The head alone was read, and it says that the rest is packed.
            throw Refusal.invalid("file", "intake.damaged", path);
        }
    }

    InputStream content() {
        return content;
    }

    /** How much of the file has been read, from 0 to 1. */
    double part() {
        return size == 0 ? 1 : Math.min(1, (double) file.count / size);
    }

    private static InputStream unpack(BufferedInputStream in) throws IOException {
        in.mark(XZ.length);
        var head = in.readNBytes(XZ.length);
        in.reset();
        if (head.length >= GZIP.length && Arrays.equals(GZIP, Arrays.copyOf(head, GZIP.length))) {
            return new GZIPInputStream(in, BUFFER_BYTES);
        }
        return Arrays.equals(XZ, head) ? new XZInputStream(in, XZ_KILOBYTES_MAX) : in;
    }

    /** Counts what was read; written by the reading thread, read by the one that shows it. */
    private static final class Counted extends FilterInputStream {
        private volatile long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            add(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] to, int at, int max) throws IOException {
            int read = super.read(to, at, max);
            add(Math.max(read, 0));
            return read;
        }

        private void add(int read) {
            // One thread writes, so nothing is lost between the two steps.
            long before = count;
            count = before + read;
        }
    }
}
