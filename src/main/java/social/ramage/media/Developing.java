package social.ramage.media;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import social.ramage.problem.Refusal;

/**
 * Makes a picture anew, from the middle of what was sent. How large it is comes from its header, before anything is
 * decoded, and rows are left out while decoding, so that memory holds about the size wanted and not the size sent.
 */
final class Developing {
    static final int BYTES_MAX = 8 << 20;
    static final int PIXELS_MAX = 40_000_000;
    /** Of those that come in passes: decoders keep up to six bytes for each of their pixels. */
    static final int PIXELS_WHOLE_MAX = 16_000_000;

    /** Its decoder keeps all of it, too, and takes a second for a million pixels where the machine is small. */
    static final int PIXELS_WEBP_MAX = 8_000_000;

    static final int SIDE_MAX = 16_383;
    private static final int MEGA = 1_000_000;

    private Developing() {}

    /** @throws Refusal Invalid, with what is wrong with it */
    static Picture develop(Frame frame, Upload upload) {
        if (upload.bytes().length > BYTES_MAX) {
            throw Refusal.invalid("picture", "problem.picture_bytes", BYTES_MAX >> 20);
        }
        var format = Format.of(upload.bytes()).orElseThrow(() -> Refusal.invalid("picture", "problem.picture_unknown"));
        if (!format.isCalled(typeAlone(upload.type()))) {
            throw Refusal.invalid("picture", "problem.picture_other", format.name());
        }
        var sifted = format.sift(upload.bytes());
        var reader = format.reader();
        try (var stream = new ByteArrayImageInputStream(sifted.bytes())) {
            reader.setInput(stream, /* seekForwardOnly= */ true, /* ignoreMetadata= */ true);
            return develop(frame, reader, sifted, pixelsMax(format, sifted));
        } catch (IOException | RuntimeException failure) {
            // Decoders meet damage as indexes out of bounds and the like: what was sent is at fault, and not we.
            throw failure instanceof Refusal refusal ? refusal : Bytes.damaged();
        } finally {
            reader.dispose();
        }
    }

    static Refusal empty() {
        return Refusal.invalid("picture", "problem.picture_empty");
    }

    private static String typeAlone(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Picture develop(Frame frame, ImageReader reader, Sifted sifted, int pixelsMax) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        check(width, height, pixelsMax);
        var orientation = sifted.orientation();
        var fit = Fit.of(
                width,
                height,
                orientation.isOnItsSide() ? frame.height() : frame.width(),
                orientation.isOnItsSide() ? frame.width() : frame.height());
        var pixels = Pixels.of(middle(reader, fit)).shrunkTo(fit.width(), fit.height());
        return Printing.print(pixels.turned(orientation));
    }

    private static int pixelsMax(Format format, Sifted sifted) {
        return format == Format.WEBP ? PIXELS_WEBP_MAX : sifted.isInPasses() ? PIXELS_WHOLE_MAX : PIXELS_MAX;
    }

    private static void check(int width, int height, int pixelsMax) {
        if (width <= 0 || height <= 0) {
            throw empty();
        }
        if (width > SIDE_MAX || height > SIDE_MAX || (long) width * height > pixelsMax) {
            throw Refusal.invalid("picture", "problem.picture_pixels", pixelsMax / MEGA, SIDE_MAX);
        }
    }

    private static BufferedImage middle(ImageReader reader, Fit fit) throws IOException {
        var param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(fit.left(), fit.top(), fit.cutWidth(), fit.cutHeight()));
        param.setSourceSubsampling(fit.step(), fit.step(), 0, 0);
        return reader.read(0, param);
    }
}
