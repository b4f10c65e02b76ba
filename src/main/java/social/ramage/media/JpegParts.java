package social.ramage.media;

import java.io.ByteArrayOutputStream;
import social.ramage.problem.Refusal;

/** The segments of a JPEG file (ITU-T T.81, B). */
final class JpegParts {
    /** Usual are one, and about ten where a picture comes ever sharper. Each goes over the whole picture once. */
    private static final int SCANS_MAX = 64;

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int TABLES_QUANTISATION = 0xdb;
    private static final int TABLES_HUFFMAN = 0xc4;
    private static final int RESTART_EVERY = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int ADOBE = 0xee;

    /** What says that colours are mixed in the usual way, without the thumbnail that may follow it. */
    private static final byte[] JFIF = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private JpegParts() {}

    static Sifted sift(Bytes file) {
        var out = new ByteArrayOutputStream(file.left());
        var orientation = Orientation.UPRIGHT;
        int scans = 0;
        file.skip(2);
        file.copy(0, out);
        while (true) {
            int marker = marker(file);
            if (marker == END && scans > 0) {
                out.write(0xff);
                out.write(END);
                return new Sifted(out.toByteArray(), orientation, scans > 1);
            }
            if (marker < 0xc0 || marker == START || marker == END) {
                throw Bytes.damaged();
            }
            int from = file.at() - 2;
            int length = file.u16();
            if (length < 2) {
                throw Bytes.damaged();
            }
            var segment = file.part(length - 2);
            if (marker == APP1 && segment.startsWith("Exif\0\0")) {
                orientation = Orientation.in(segment);
            }
            if (marker == APP0 && segment.startsWith("JFIF\0")) {
                out.writeBytes(JFIF);
            }
            if (isNeeded(marker, segment)) {
                file.copy(from, out);
            }
            if (marker == SCAN) {
                if (++scans > SCANS_MAX) {
                    throw Refusal.invalid("picture", "problem.picture_scans", SCANS_MAX);
                }
                int data = file.at();
                skipData(file);
                file.copy(data, out);
            }
        }
    }

    /** Adobe's says how colours are mixed. */
    private static boolean isNeeded(int marker, Bytes segment) {
        boolean isFrame = marker >= 0xc0 && marker <= 0xcf;
        return isFrame
                || marker == SCAN
                || marker == TABLES_QUANTISATION
                || marker == TABLES_HUFFMAN
                || marker == RESTART_EVERY
                || (marker == ADOBE && segment.startsWith("Adobe") && segment.left() == 12);
    }

    /** Any number of bytes 255 may stand before it. */
    private static int marker(Bytes file) {
        if (file.u8() != 0xff) {
            throw Bytes.damaged();
        }
        int marker;
        do {
            marker = file.u8();
        } while (marker == 0xff);
        return marker;
    }

    /** To the next marker: 255 and 0 stand for a byte 255, and restarts are part of the data. */
    private static void skipData(Bytes file) {
        while (true) {
            if (file.u8() == 0xff) {
                int next = file.peek();
                if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                    file.back();
                    return;
                }
            }
        }
    }
}
