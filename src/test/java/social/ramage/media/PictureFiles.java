package social.ramage.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files as people and attackers make them. */
public final class PictureFiles {
    /** Made by cwebp, gif2webp and webpmux: 32 by 16, quarters red and green over blue and white. */
    static final Map<String, String> WEBP = Map.of(
            "lossy",
            "UklGRlQAAABXRUJQVlA4IEgAAADQAgCdASogABAAAMASJaACdMoRwN4B+AH6gf2ACSngAP79Kg///fo9f+7hmuZH/rRz/+tBAPR9"
                    + "vv/rax//+1zjwYephmkgAAA=",
            // The white quarter is transparent in these two.
            "lossless",
            "UklGRjgAAABXRUJQVlA4TCwAAAAvH8ADEB8gEEjaH3qN+RcQFPk/2vwH8KWAINtmkpOc5AEuENH/2LaqnyrADw==",
            "lossy, transparent",
            "UklGRoIAAABXRUJQVlA4WAoAAAAQAAAAHwAADwAAQUxQSBQAAAABDzD/ERFCSED4f1pmQUT/J8AhNFZQOCBIAAAA0AIAnQEqIAAQ"
                    + "AADAEiWgAnTKEcDeAfgB+oH9gAkp4AD+/SoP//36PX/u4ZrmR/60c//rQQD0fb7/62sf//tc48GHqYZpIAAA",
            "moving",
            "UklGRrwAAABXRUJQVlA4WAoAAAACAAAAHwAADwAAQU5JTQYAAAAAAP//AABBTk1GRAAAAAAAAAAAAB8AAA8AAGQAAAJWUDhMLAAA"
                    + "AC8fwAMAHyAQSN4fOo35FxAU/B/d/EdkD4Ag22aSk5zkAS4Q0f+oUv0BbNsPQU5NRkQAAAAAAAAAAAAfAAAPAABkAAAA"
                    + "VlA4TCwAAAAvH8ADAB8gEEjeHzqN+RcQFPk/2vxHZIeAINtmkpOc5AEuENH/UK36bRvADw==");

    private PictureFiles() {}

    static byte[] webp(String name) {
        return Base64.getDecoder().decode(WEBP.get(name));
    }

    /** Red and green over blue and white. */
    static BufferedImage quarters(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.setColor(Color.GREEN);
        graphics.fillRect(width / 2, 0, width - width / 2, height / 2);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, height / 2, width / 2, height - height / 2);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(width / 2, height / 2, width - width / 2, height - height / 2);
        graphics.dispose();
        return image;
    }

    public static byte[] quarters(String format, int width, int height) {
        return write(format, quarters(width, height, BufferedImage.TYPE_INT_RGB), /* isProgressive= */ false);
    }

    static byte[] write(String format, BufferedImage image, boolean isProgressive) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            if (isProgressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    public static BufferedImage read(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Exif as a camera writes it: how it was held, and something else. */
    static byte[] exif(int orientation, String secret, ByteOrder order) {
        var text = secret.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + text.length)
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .order(order)
                .put((order == ByteOrder.LITTLE_ENDIAN ? "II*\0" : "MM\0*").getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x10f)
                .putShort((short) 2)
                .putInt(text.length)
                .putInt(38)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(text)
                .array();
    }

    /** @param content at most 65,533 bytes */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** After the header, where all that describes a picture may stand. */
    static byte[] withChunk(byte[] png, String name, byte[] content) {
        int at = 8 + 25;
        return join(slice(png, 0, at), chunk(name, content), slice(png, at, png.length));
    }

    static byte[] chunk(String name, byte[] content) {
        var check = new CRC32();
        check.update(name.getBytes(StandardCharsets.US_ASCII));
        check.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) check.getValue())
                .array();
    }

    static byte[] png(int width, int height, int depth, int colours, byte[] packed) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colours)
                .array();
        return join(
                "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1),
                chunk("IHDR", header),
                chunk("IDAT", packed),
                chunk("IEND", new byte[0]));
    }

    /** So many zeros, hundreds of times smaller. */
    static byte[] packedZeros(long count) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        var out = new ByteArrayOutputStream();
        var zeros = new byte[1 << 16];
        var buffer = new byte[1 << 16];
        for (long left = count; left > 0; left -= zeros.length) {
            deflater.setInput(zeros, 0, (int) Math.min(left, zeros.length));
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] packed(byte[] bytes) {
        var deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        var buffer = new byte[bytes.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return slice(buffer, 0, length);
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
