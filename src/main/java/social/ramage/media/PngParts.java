package social.ramage.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Set;

/** The chunks of a PNG file (W3C, Portable Network Graphics, 5). */
final class PngParts {
    private static final int SIGN_BYTES = 8;
    private static final int HEADER_BYTES = 13;
    private static final int CHECK_BYTES = 4;
    private static final int INTERLACED_AT = 12;
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngParts() {}

    static Sifted sift(Bytes file) {
        var out = new ByteArrayOutputStream(file.left());
        var orientation = Orientation.UPRIGHT;
        boolean isInterlaced = false;
        boolean hasData = false;
        boolean isFirst = true;
        file.skip(SIGN_BYTES);
        file.copy(0, out);
        while (true) {
            int from = file.at();
            long length = file.u32(ByteOrder.BIG_ENDIAN);
            var name = file.name();
            var chunk = file.part(length);
            file.skip(CHECK_BYTES);
            if (isFirst != name.equals("IHDR") || (isFirst && length != HEADER_BYTES)) {
                throw Bytes.damaged();
            }
            isFirst = false;
            if (NEEDED.contains(name)) {
                file.copy(from, out);
            }
            switch (name) {
                case "IHDR" -> isInterlaced = chunk.skip(INTERLACED_AT).u8() != 0;
                case "eXIf" -> orientation = Orientation.in(chunk);
                case "IDAT" -> hasData = true;
                case "IEND" -> {
                    if (!hasData) {
                        throw Bytes.damaged();
                    }
                    return new Sifted(out.toByteArray(), orientation, isInterlaced);
                }
                default -> {
                    // Nothing that can be seen.
                }
            }
        }
    }
}
