package social.ramage.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures with nothing in them but pixels. */
final class Printing {
    private static final float QUALITY = 0.88f;

    private Printing() {}

    static Picture print(Pixels pixels) {
        return pixels.isOpaque()
                ? new Picture(Picture.Kind.JPEG, bytes("jpeg", pixels, BufferedImage.TYPE_INT_RGB))
                : new Picture(Picture.Kind.PNG, bytes("png", pixels, BufferedImage.TYPE_INT_ARGB));
    }

    private static byte[] bytes(String format, Pixels pixels, int type) {
        var image = new BufferedImage(pixels.width(), pixels.height(), type);
        image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        // Through memory: the usual stream writes a file for each picture.
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param(writer, format));
        } catch (IOException failure) {
            throw new UncheckedIOException("memory cannot be written", failure);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriteParam param(ImageWriter writer, String format) {
        var param = writer.getDefaultWriteParam();
        if (format.equals("jpeg")) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
        }
        return param;
    }
}
