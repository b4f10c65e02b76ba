package social.ramage.media;

import java.nio.ByteOrder;

/**
 * How a camera was held, as Exif says it (CIPA DC-008, tag 274): what is to be done to a picture for its top to be up.
 *
 * @param turnsRight by how many quarters, after it was mirrored
 */
record Orientation(boolean isMirrored, int turnsRight) {
    static final Orientation UPRIGHT = new Orientation(false, 0);

    private static final int TAG = 274;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    /** Of the first directory; no camera writes nearly as many. */
    private static final int ENTRIES_MAX = 1_000;

    boolean isOnItsSide() {
        return turnsRight % 2 == 1;
    }

    /** @return upright when it does not say, or cannot be read: it is a hint and no more */
    static Orientation in(Bytes exif) {
        var part = exif.part(exif.left());
        if (part.startsWith("Exif\0\0")) {
            part.skip(6);
        }
        if (part.left() < 8) {
            return UPRIGHT;
        }
        int from = part.at();
        int end = from + part.left();
        var order = part.startsWith("II*\0") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        if (order == ByteOrder.BIG_ENDIAN && !part.startsWith("MM\0*")) {
            return UPRIGHT;
        }
        var buffer = part.buffer(order);
        long directory = from + (buffer.getInt(from + 4) & 0xffff_ffffL);
        if (directory + 2 > end) {
            return UPRIGHT;
        }
        int entries = Math.min(buffer.getShort((int) directory) & 0xffff, ENTRIES_MAX);
        for (long at = directory + 2; entries-- > 0 && at + ENTRY_BYTES <= end; at += ENTRY_BYTES) {
            if ((buffer.getShort((int) at) & 0xffff) == TAG && buffer.getShort((int) at + 2) == SHORT) {
                return of(buffer.getShort((int) at + 8) & 0xffff);
            }
        }
        return UPRIGHT;
    }

    private static Orientation of(int value) {
        return switch (value) {
            case 2 -> new Orientation(true, 0);
            case 3 -> new Orientation(false, 2);
            case 4 -> new Orientation(true, 2);
            case 5 -> new Orientation(true, 3);
            case 6 -> new Orientation(false, 1);
            case 7 -> new Orientation(true, 1);
            case 8 -> new Orientation(false, 3);
            default -> UPRIGHT;
        };
    }
}
