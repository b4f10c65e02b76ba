package social.ramage.media;

import java.io.ByteArrayOutputStream;

/** The blocks of a GIF file (CompuServe, GIF89a), as far as its first picture. */
final class GifParts {
    private static final int SIGN_BYTES = 6;
    private static final int PICTURE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int END = 0x3b;
    /** Says which colour is none. */
    private static final int CONTROL = 0xf9;

    private static final int INTERLACED = 0x40;

    private GifParts() {}

    static Sifted sift(Bytes file) {
        var out = new ByteArrayOutputStream(file.left());
        file.skip(SIGN_BYTES + 4);
        int flags = file.u8();
        file.skip(2 + colourBytes(flags));
        file.copy(0, out);
        while (true) {
            int from = file.at();
            switch (file.u8()) {
                case EXTENSION -> {
                    boolean isNeeded = file.u8() == CONTROL;
                    skipBlocks(file);
                    if (isNeeded) {
                        file.copy(from, out);
                    }
                }
                case PICTURE -> {
                    file.skip(8);
                    int picture = file.u8();
                    file.skip(colourBytes(picture) + 1);
                    skipBlocks(file);
                    file.copy(from, out);
                    out.write(END);
                    return new Sifted(out.toByteArray(), Orientation.UPRIGHT, (picture & INTERLACED) != 0);
                }
                default -> throw Bytes.damaged();
            }
        }
    }

    private static int colourBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
    }

    private static void skipBlocks(Bytes file) {
        int length = file.u8();
        while (length > 0) {
            file.skip(length);
            length = file.u8();
        }
    }
}
