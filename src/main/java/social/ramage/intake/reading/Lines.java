package social.ramage.intake.reading;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZIOException;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/** The lines of a file, packed or not, one at a time. */
final class Lines implements AutoCloseable {
    /** A line beyond this is told and passed over. */
    static final int BYTES_MAX = 1 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Packed packed;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private long number;
    private boolean hasEnded;
    private boolean isDamaged;

    private Lines(Packed packed) {
        this.packed = packed;
    }

    /** @throws Refusal Invalid when there is no such file, or it cannot be unpacked */
    static Lines open(Path path) throws IOException {
        var lines = new Lines(Packed.open(path));
        lines.passByteOrderMark();
        return lines;
    }

    double part() {
        return packed.part();
    }

    /** @return null at the end */
    @Nullable
    Line next() throws IOException {
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == '\n') {
                    return at - start > BYTES_MAX ? tooLong() : line(at, at + 1);
                }
            }
            if (end - start > BYTES_MAX) {
                return tooLong();
            }
            at -= start;
            if (!fill()) {
                return last();
            }
            at += start;
        }
    }

    @Override
    public void close() {
        try {
            packed.content().close();
        } catch (IOException _) {
            // It was only read: there is nothing to lose.
        }
    }

    private Line line(int lineEnd, int nextStart) {
        int from = start;
        start = nextStart;
        boolean hasReturn = lineEnd > from && buffer[lineEnd - 1] == '\r';
        return new Line.Whole(++number, buffer, from, hasReturn ? lineEnd - 1 : lineEnd);
    }

    private @Nullable Line last() {
        if (isDamaged) {
            isDamaged = false;
            start = end;
            return new Line.Broken(++number, Sentence.of("intake.bad.damaged"));
        }
        return start == end ? null : line(end, end);
    }

    private Line tooLong() throws IOException {
        while (true) {
            for (int at = start; at < end; at++) {
                if (buffer[at] == '\n') {
                    start = at + 1;
                    return new Line.Broken(++number, Sentence.of("intake.bad.long_line", BYTES_MAX));
                }
            }
            start = end;
            if (!fill()) {
                return new Line.Broken(++number, Sentence.of("intake.bad.long_line", BYTES_MAX));
            }
        }
    }

    /** Moves what is left to the front and adds to it. @return false at the end */
    private boolean fill() throws IOException {
        if (hasEnded) {
            return false;
        }
        int left = end - start;
        if (left == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * left);
        } else {
            System.arraycopy(buffer, start, buffer, 0, left);
        }
        start = 0;
        end = left;
        int read = read();
        hasEnded = read < 0;
        end += Math.max(read, 0);
        return !hasEnded;
    }

    private int read() throws IOException {
        try {
            return packed.content().read(buffer, end, buffer.length - end);
        } catch (MemoryLimitException _) {
            throw Refusal.invalid("file", "intake.wants_memory");
        } catch (EOFException | ZipException | XZIOException _) {
            // A packed file that breaks off: what came before is good.
            isDamaged = true;
            return -1;
        }
    }

    private void passByteOrderMark() throws IOException {
        while (end < 3 && fill()) {
            // Streams may give fewer bytes than are asked for.
        }
        if (end >= 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf) {
            start = 3;
        }
    }
}
