package social.ramage.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The chunks of a WebP file (RFC 9649). Of a moving picture the first frame is taken. */
final class WebpParts {
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int HAS_ALPHA = 0x10;

    private @Nullable Bytes alpha;
    private @Nullable Bytes picture;
    private String name = "";
    private Orientation orientation = Orientation.UPRIGHT;

    private WebpParts() {}

    static Sifted sift(Bytes file) {
        var parts = new WebpParts();
        file.skip(4);
        long length = file.u32(ByteOrder.LITTLE_ENDIAN);
        var content = file.part(length);
        content.skip(4);
        parts.read(content, /* isFrame= */ false);
        return new Sifted(parts.simple(), parts.orientation, /* isInPasses= */ false);
    }

    private void read(Bytes chunks, boolean isFrame) {
        while (chunks.left() > 0) {
            var kind = chunks.name();
            long length = chunks.u32(ByteOrder.LITTLE_ENDIAN);
            var chunk = chunks.part(length);
            // Chunks begin at even places; the last one may lack what fills it up.
            chunks.skip(Math.min(length & 1, chunks.left()));
            switch (kind) {
                case "VP8 ", "VP8L" -> keep(kind, chunk);
                case "ALPH" -> alpha = alpha == null && picture == null ? chunk : alpha;
                case "EXIF" -> orientation = Orientation.in(chunk);
                case "ANMF" -> {
                    if (isFrame) {
                        throw Bytes.damaged();
                    }
                    if (picture == null) {
                        read(chunk.skip(FRAME_HEADER_BYTES), /* isFrame= */ true);
                    }
                }
                default -> {
                    // Nothing that can be seen.
                }
            }
        }
    }

    private void keep(String kind, Bytes chunk) {
        if (picture == null) {
            picture = chunk;
            name = kind;
        }
    }

    /** The same picture as a file with nothing else in it. */
    private byte[] simple() {
        var kept = picture;
        if (kept == null) {
            throw Bytes.damaged();
        }
        var chunks = new ByteArrayOutputStream(kept.left() + 64);
        var transparency = alpha;
        if (transparency != null && name.equals("VP8 ")) {
            chunk("VP8X", extended(kept), chunks);
            chunk("ALPH", transparency.rest(), chunks);
        }
        chunk(name, kept.rest(), chunks);
        var out = new ByteArrayOutputStream(chunks.size() + 12);
        out.writeBytes("RIFF".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(little(chunks.size() + 4));
        out.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(chunks.toByteArray());
        return out.toByteArray();
    }

    /** Says that there are transparent places, and how large the picture is: as large as it says itself. */
    private static byte[] extended(Bytes picture) {
        var start = picture.rest();
        if (start.length < 10) {
            throw Bytes.damaged();
        }
        var sizes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        int width = (sizes.getShort(6) & 0x3fff) - 1;
        int height = (sizes.getShort(8) & 0x3fff) - 1;
        if (width < 0 || height < 0) {
            throw Developing.empty();
        }
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HAS_ALPHA)
                .put((byte) width)
                .putShort((short) (width >> 8))
                .put((byte) height)
                .putShort((short) (height >> 8))
                .array();
    }

    private static void chunk(String name, byte[] content, ByteArrayOutputStream out) {
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(little(content.length));
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
