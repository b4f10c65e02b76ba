package social.ramage.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** What can be taken. Each is known by its first bytes, and by nothing else. */
enum Format {
    JPEG(List.of("image/jpeg", "image/jpg", "image/pjpeg")) {
        @Override
        boolean begins(byte[] bytes) {
            return startsWith(bytes, 0, "\u00ff\u00d8\u00ff");
        }

        @Override
        Sifted sift(byte[] bytes) {
            return JpegParts.sift(new Bytes(bytes));
        }

        @Override
        ImageReader reader() {
            return ImageIO.getImageReadersByFormatName("jpeg").next();
        }
    },
    PNG(List.of("image/png", "image/x-png", "image/apng")) {
        @Override
        boolean begins(byte[] bytes) {
            return startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n");
        }

        @Override
        Sifted sift(byte[] bytes) {
            return PngParts.sift(new Bytes(bytes));
        }

        @Override
        ImageReader reader() {
            return ImageIO.getImageReadersByFormatName("png").next();
        }
    },
    GIF(List.of("image/gif")) {
        @Override
        boolean begins(byte[] bytes) {
            return startsWith(bytes, 0, "GIF87a") || startsWith(bytes, 0, "GIF89a");
        }

        @Override
        Sifted sift(byte[] bytes) {
            return GifParts.sift(new Bytes(bytes));
        }

        @Override
        ImageReader reader() {
            return ImageIO.getImageReadersByFormatName("gif").next();
        }
    },
    WEBP(List.of("image/webp")) {
        @Override
        boolean begins(byte[] bytes) {
            return startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP");
        }

        @Override
        Sifted sift(byte[] bytes) {
            return WebpParts.sift(new Bytes(bytes));
        }

        @Override
        ImageReader reader() {
            return WEBP_READERS.createReaderInstance(null);
        }
    };

    private static final WebPImageReaderSpi WEBP_READERS = new WebPImageReaderSpi();

    private final List<String> types;

    Format(List<String> types) {
        this.types = types;
    }

    static Optional<Format> of(byte[] bytes) {
        return Arrays.stream(values()).filter(it -> it.begins(bytes)).findFirst();
    }

    /** Whether it may be called so: a name that says nothing is no lie. */
    boolean isCalled(String type) {
        return !type.startsWith("image/") || type.equals("image/*") || types.contains(type);
    }

    abstract boolean begins(byte[] bytes);

    /** @throws social.ramage.problem.Refusal Invalid when its parts are not whole, or not in order */
    abstract Sifted sift(byte[] bytes);

    abstract ImageReader reader();

    /** @param sign each of its characters is a byte */
    private static boolean startsWith(byte[] bytes, int at, String sign) {
        var wanted = sign.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= at + wanted.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
