package social.ramage.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import social.ramage.problem.Refusal;

/** Reads a file from its beginning, and never beyond its end: there it says that the file is cut off. */
final class Bytes {
    private final byte[] all;
    private final int end;
    private int at;

    Bytes(byte[] all) {
        this(all, 0, all.length);
    }

    private Bytes(byte[] all, int at, int end) {
        this.all = all;
        this.at = at;
        this.end = end;
    }

    static Refusal damaged() {
        return Refusal.invalid("picture", "problem.picture_damaged");
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int u8() {
        need(1);
        return all[at++] & 0xff;
    }

    /** The next, which stays to be read. */
    int peek() {
        need(1);
        return all[at] & 0xff;
    }

    void back() {
        at--;
    }

    /** The larger part first. */
    int u16() {
        need(2);
        at += 2;
        return buffer(ByteOrder.BIG_ENDIAN).getShort(at - 2) & 0xffff;
    }

    long u32(ByteOrder order) {
        need(4);
        at += 4;
        return buffer(order).getInt(at - 4) & 0xffff_ffffL;
    }

    /** Four bytes as characters. */
    String name() {
        need(4);
        at += 4;
        return new String(all, at - 4, 4, StandardCharsets.ISO_8859_1);
    }

    Bytes skip(long count) {
        need(count);
        at += (int) count;
        return this;
    }

    /** The next bytes, to be read by themselves. */
    Bytes part(long count) {
        int from = at;
        skip(count);
        return new Bytes(all, from, at);
    }

    /** What is not read yet, which stays to be read. */
    byte[] rest() {
        return Arrays.copyOfRange(all, at, end);
    }

    boolean startsWith(String sign) {
        var wanted = sign.getBytes(StandardCharsets.ISO_8859_1);
        return left() >= wanted.length && Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /** From there to here. */
    void copy(int from, ByteArrayOutputStream to) {
        to.write(all, from, at - from);
    }

    ByteBuffer buffer(ByteOrder order) {
        return ByteBuffer.wrap(all, 0, end).order(order);
    }

    private void need(long count) {
        if (count < 0 || count > left()) {
            throw damaged();
        }
    }
}
