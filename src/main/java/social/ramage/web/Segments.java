package social.ramage.web;

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

    int bytes() {
        return bytes;
    }

    void copyTo(ByteBuffer buffer) {
        for (int i = 0; i < size; i++) {
            buffer.put(pieces[i]);
        }
    }
}
