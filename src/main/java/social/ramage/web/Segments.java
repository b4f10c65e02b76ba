package social.ramage.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A body put together from pieces that are kept elsewhere: added by reference, copied once, into the buffer that is sent. */
public final class Segments {
    private static final int FIRST = 16;

    private byte[][] pieces = new byte[FIRST][];
    private int size;
    private int bytes;

    /** @param piece not to be changed any more */
    public Segments add(byte[] piece) {
        if (size == pieces.length) {
            pieces = Arrays.copyOf(pieces, size * 2);
        }
        pieces[size++] = piece;
        bytes += piece.length;
        return this;
    }

    public Segments add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** These pieces, which are JSON, as the text of one string in JSON. */
    public Segments quoted() {
        var quoted = new ByteArrayOutputStream(bytes + bytes / 8 + 2);
        quoted.write('"');
        for (int i = 0; i < size; i++) {
            for (byte one : pieces[i]) {
                // All else that may not stand in a string may not stand in JSON either.
                if (one == '"' || one == '\\') {
                    quoted.write('\\');
                }
                quoted.write(one);
            }
        }
        quoted.write('"');
        return new Segments().add(quoted.toByteArray());
    }

    /** Adds the pieces of the other. */
    public Segments add(Segments other) {
        for (int i = 0; i < other.size; i++) {
            add(other.pieces[i]);
        }
        return this;
    }

    ByteBuffer buffer() {
        var buffer = ByteBuffer.allocate(bytes);
        copyTo(buffer);
        return buffer.flip();
    }

    int bytes() {
        return bytes;
    }

    void copyTo(ByteBuffer buffer) {
        for (int i = 0; i < size; i++) {
            buffer.put(pieces[i]);
        }
    }
}
