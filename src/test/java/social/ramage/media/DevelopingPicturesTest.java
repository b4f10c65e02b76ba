package social.ramage.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

class DevelopingPicturesTest {
    private static final long SEED = 20261124;
    private static final String SECRET = "48.8584N 2.2945E";

    @Test
    void everyFormatThatPeopleHaveIsTaken() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("JPEG", PictureFiles.quarters("jpeg", 32, 16));
        files.put(
                "JPEG in passes",
                PictureFiles.write(
                        "jpeg", PictureFiles.quarters(32, 16, BufferedImage.TYPE_INT_RGB), /* isProgressive= */ true));
        files.put("PNG", PictureFiles.quarters("png", 32, 16));
        files.put("GIF", PictureFiles.quarters("gif", 32, 16));
        files.put("WebP", PictureFiles.webp("lossy"));
        files.put("moving WebP", PictureFiles.webp("moving"));

        files.forEach((name, file) -> {
            var picture = develop(Frame.AVATAR, file);

            assertThat(picture.kind()).as(name).isEqualTo(Picture.Kind.JPEG);
            var image = PictureFiles.read(picture.bytes());
            assertThat(image.getWidth()).as(name).isEqualTo(16);
            assertThat(image.getHeight()).as(name).isEqualTo(16);
            assertThat(corners(image)).as(name).isEqualTo("red green blue white");
        });
    }

    @Test
    void transparentPlacesStayTransparent() {
        var image = PictureFiles.quarters(600, 600, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 300 * 300; i++) {
            image.setRGB(300 + i % 300, 300 + i / 300, 0);
        }
        var files = Map.of(
                "PNG",
                PictureFiles.write("png", image, /* isProgressive= */ false),
                "GIF",
                PictureFiles.write("gif", image, /* isProgressive= */ false),
                "lossless",
                PictureFiles.webp("lossless"),
                "lossy",
                PictureFiles.webp("lossy, transparent"));

        files.forEach((name, file) -> {
            var picture = develop(Frame.AVATAR, file);

            assertThat(picture.kind()).as(name).isEqualTo(Picture.Kind.PNG);
            assertThat(corners(PictureFiles.read(picture.bytes()))).as(name).isEqualTo("red green blue none");
        });
    }

    @Test
    void theMiddleIsTakenAndNothingIsMadeLarger() {
        check(Frame.AVATAR, 1000, 600, 400, 400);
        check(Frame.AVATAR, 600, 1000, 400, 400);
        check(Frame.AVATAR, 5000, 400, 400, 400);
        check(Frame.AVATAR, 90, 50, 50, 50);
        check(Frame.AVATAR, 1, 1, 1, 1);
        check(Frame.AVATAR, 16_000, 1, 1, 1);
        check(Frame.HEADER, 6000, 2000, 1500, 500);
        check(Frame.HEADER, 4000, 3000, 1500, 500);
        check(Frame.HEADER, 1000, 3000, 1000, 333);
        check(Frame.HEADER, 3000, 100, 300, 100);

        var middle = PictureFiles.read(
                develop(Frame.HEADER, PictureFiles.quarters("png", 3000, 1100)).bytes());
        assertThat(corners(middle)).isEqualTo("red green blue white");
    }

    private static void check(Frame frame, int width, int height, int expectedWidth, int expectedHeight) {
        var image = PictureFiles.read(
                develop(frame, PictureFiles.quarters("png", width, height)).bytes());

        assertThat(image.getWidth() + "x" + image.getHeight())
                .as("%s of %dx%d", frame, width, height)
                .isEqualTo(expectedWidth + "x" + expectedHeight);
    }

    @Test
    void whatIsFineIsAveragedAndNotPickedAtRandom() {
        var stripes = new BufferedImage(1600, 1600, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1600 * 1600; i++) {
            stripes.setRGB(i % 1600, i / 1600, i / 2 % 2 == 0 ? 0xffffff : 0);
        }

        var image =
                PictureFiles.read(develop(Frame.AVATAR, PictureFiles.write("png", stripes, /* isProgressive= */ false))
                        .bytes());

        assertThat(new Color(image.getRGB(200, 200)).getRed()).isBetween(120, 135);
    }

    @Test
    void greyIsNeitherBrighterNorDarker() {
        var grey = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((java.awt.image.DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 100);
        // Grey with transparency, as no writer of Java's makes it: 100, half seen.
        var rows = new byte[20 * 41];
        for (int i = 0; i < rows.length; i++) {
            int at = i % 41;
            rows[i] = (byte) (at == 0 ? 0 : at % 2 == 1 ? 100 : 128);
        }
        var veiled = PictureFiles.png(20, 20, 8, 4, PictureFiles.packed(rows));

        for (var format : new String[] {"png", "jpeg"}) {
            var image = PictureFiles.read(
                    develop(Frame.AVATAR, PictureFiles.write(format, grey, /* isProgressive= */ false))
                            .bytes());
            assertThat(new Color(image.getRGB(10, 10)).getGreen()).as(format).isBetween(98, 102);
        }
        var image = PictureFiles.read(develop(Frame.AVATAR, veiled).bytes());
        assertThat(Integer.toHexString(image.getRGB(10, 10))).isEqualTo("80646464");
    }

    @Test
    void aPictureIsTurnedAsItsCameraWasHeld() {
        var cornersByOrientation = Map.of(
                1, "red green blue white",
                2, "green red white blue",
                3, "white blue green red",
                4, "blue white red green",
                5, "red blue green white",
                6, "blue red white green",
                7, "white green blue red",
                8, "green white red blue",
                9, "red green blue white");
        var jpeg = PictureFiles.quarters("jpeg", 96, 48);
        var png = PictureFiles.quarters("png", 96, 48);

        cornersByOrientation.forEach((orientation, corners) -> {
            for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                var exif = PictureFiles.exif(orientation, SECRET, order);
                var files = Map.of(
                        "JPEG",
                        PictureFiles.withSegment(jpeg, 0xe1, exif),
                        "PNG",
                        PictureFiles.withChunk(png, "eXIf", PictureFiles.slice(exif, 6, exif.length)),
                        "WebP",
                        webpWithExif(exif));

                files.forEach((name, file) -> {
                    var as = name + " " + orientation + " " + order;
                    // The middle of a header is so narrow here that WebP's colours run into each other.
                    var frame = name.equals("WebP") ? Frame.AVATAR : Frame.HEADER;
                    var image = PictureFiles.read(develop(frame, file).bytes());
                    assertThat(corners(image)).as(as).isEqualTo(corners);
                    boolean isOnItsSide = orientation >= 5 && orientation <= 8;
                    assertThat(image.getWidth()).as(as).isEqualTo(name.equals("WebP") ? 16 : isOnItsSide ? 48 : 96);
                });
            }
        });
    }

    @Test
    void nothingIsLeftOfWhatACameraOrAProgramAdded() {
        var jpeg = PictureFiles.quarters("jpeg", 64, 32);
        var png = PictureFiles.quarters("png", 64, 32);
        var text = PictureFiles.ascii("Comment\0" + SECRET);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("Exif", PictureFiles.withSegment(jpeg, 0xe1, PictureFiles.exif(6, SECRET, ByteOrder.BIG_ENDIAN)));
        files.put("comment", PictureFiles.withSegment(jpeg, 0xfe, text));
        files.put("profile", PictureFiles.withSegment(jpeg, 0xe2, PictureFiles.ascii("ICC_PROFILE\0\1\1" + SECRET)));
        files.put("text", PictureFiles.withChunk(png, "tEXt", text));
        files.put("chunk", PictureFiles.withChunk(png, "eXIf", PictureFiles.exif(1, SECRET, ByteOrder.BIG_ENDIAN)));
        files.put("WebP", webpWithExif(PictureFiles.exif(1, SECRET, ByteOrder.LITTLE_ENDIAN)));
        files.put("after the end", PictureFiles.join(jpeg, text));
        files.put("after the end of a PNG", PictureFiles.join(png, PictureFiles.ascii("<script>" + SECRET)));

        files.forEach((name, file) -> {
            assertThat(has(file, SECRET)).as(name).isTrue();

            var picture = develop(Frame.HEADER, file);

            assertThat(has(picture.bytes(), SECRET)).as(name).isFalse();
            for (var sign : new String[] {"Exif", "ICC", "tEXt", "Comment", "http", "script"}) {
                assertThat(has(picture.bytes(), sign)).as(name + " " + sign).isFalse();
            }
        });
    }

    @Test
    void hostileFilesAreRefusedInASentence() {
        var jpeg = PictureFiles.quarters("jpeg", 64, 32);
        var png = PictureFiles.quarters("png", 64, 32);
        var gif = PictureFiles.quarters("gif", 64, 32);
        var webp = PictureFiles.webp("lossless");
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><script>alert(1)</script></svg>";
        var table = new Object[][] {
            {"nothing", new byte[0], "unknown"},
            {"words", PictureFiles.ascii("hello"), "unknown"},
            {"SVG", PictureFiles.ascii(svg), "unknown"},
            {"XML", PictureFiles.ascii("<?xml version=\"1.0\"?>" + svg), "unknown"},
            {"HTML before a JPEG", PictureFiles.join(PictureFiles.ascii("<html>"), jpeg), "unknown"},
            {"PDF", PictureFiles.ascii("%PDF-1.7"), "unknown"},
            {"BMP", PictureFiles.quarters("bmp", 4, 4), "unknown"},
            {"TIFF", PictureFiles.quarters("tiff", 4, 4), "unknown"},
            {"too many bytes", Arrays.copyOf(jpeg, Pictures.BYTES_MAX + 1), "bytes"},
            {"a JPEG's first bytes", PictureFiles.slice(jpeg, 0, 3), "damaged"},
            {"half a JPEG", PictureFiles.slice(jpeg, 0, jpeg.length / 2), "damaged"},
            {"a JPEG without its end", PictureFiles.slice(jpeg, 0, jpeg.length - 2), "damaged"},
            {"a JPEG that ends at once", new byte[] {-1, -40, -1, -39}, "damaged"},
            {"a PNG's sign", PictureFiles.slice(png, 0, 8), "damaged"},
            {"half a PNG", PictureFiles.slice(png, 0, png.length / 2), "damaged"},
            {"a PNG without its end", PictureFiles.slice(png, 0, png.length - 12), "damaged"},
            {
                "a PNG without data",
                PictureFiles.join(PictureFiles.slice(png, 0, 33), PictureFiles.chunk("IEND", new byte[0])),
                "damaged"
            },
            {"a PNG with too little data", PictureFiles.png(1000, 1000, 8, 2, PictureFiles.packedZeros(1000)), "damaged"
            },
            {"a PNG with a chunk of 2 GB", longChunk(png, 0x7fff_ffff), "damaged"},
            {"a PNG with a chunk of 4 GB", longChunk(png, -1), "damaged"},
            {"half a GIF", PictureFiles.slice(gif, 0, gif.length / 2), "damaged"},
            {"a GIF's sign", PictureFiles.slice(gif, 0, 6), "damaged"},
            {
                "a GIF without a picture",
                PictureFiles.join(PictureFiles.slice(gif, 0, 6), new byte[] {1, 0, 1, 0, 0, 0, 0, ';'}),
                "damaged"
            },
            {"half a WebP", PictureFiles.slice(webp, 0, webp.length / 2), "damaged"},
            {"a WebP's sign", PictureFiles.slice(webp, 0, 12), "damaged"},
            {"a WebP without a picture", PictureFiles.join(PictureFiles.ascii("RIFF\4\0\0\0WEBP")), "damaged"},
            {"a PNG of no width", PictureFiles.png(0, 10, 8, 2, PictureFiles.packedZeros(10)), "damaged"},
            {"a PNG of no height", PictureFiles.png(10, 0, 8, 2, PictureFiles.packedZeros(10)), "damaged"},
            {
                "a PNG of 2 thousand million pixels a side",
                PictureFiles.png(0x7fff_ffff, 0x7fff_ffff, 8, 6, PictureFiles.packedZeros(10)),
                "pixels"
            },
            {"a PNG of one long line", PictureFiles.png(0x7fff_ffff, 1, 16, 6, PictureFiles.packedZeros(10)), "pixels"},
            {
                "a PNG of one long line, short enough for its pixels",
                PictureFiles.png(40_000_000, 1, 16, 6, PictureFiles.packedZeros(10)),
                "pixels"
            },
            {"a PNG bomb", PictureFiles.png(16_000, 16_000, 8, 6, PictureFiles.packedZeros(100_000_000)), "pixels"},
            {"a JPEG of 65,000 a side", sizedJpeg(jpeg, 65_000, 65_000), "pixels"},
            {"a JPEG of no height", sizedJpeg(jpeg, 64, 0), "damaged"},
            {"a GIF of 65,535 a side", sizedGif(gif, 65_535), "pixels"},
            {"a WebP of 16,383 a side", sizedWebp(webp), "pixels"},
            {"a JPEG of a thousand passes", scans(1000), "scans"},
        };

        for (var row : table) {
            var name = (String) row[0];
            var file = (byte[]) row[1];

            var refusal = catchThrowableOfType(Refusal.class, () -> develop(Frame.AVATAR, file));

            assertThat(refusal).as(name).isNotNull();
            assertThat(refusal.problem()).as(name).isInstanceOf(Problem.Invalid.class);
            var sentence = refusal.problem().sentence();
            assertThat(sentence.key()).as(name).isEqualTo("problem.picture_" + row[2]);
            assertThat(sentence.in(Locale.ENGLISH)).as(name).endsWith(".").isNotEqualTo(sentence.in(Locale.FRENCH));
        }
    }

    @Test
    void whatBearsAnotherNameIsRefused() {
        var png = PictureFiles.quarters("png", 4, 4);

        for (var type :
                new String[] {"image/png", "IMAGE/PNG; charset=binary", "", "application/octet-stream", "image/*"}) {
            assertThat(Developing.develop(Frame.AVATAR, new Upload(type, png)).bytes())
                    .as(type)
                    .isNotEmpty();
        }
        for (var type : new String[] {"image/jpeg", "image/svg+xml", "image/gif"}) {
            var refusal =
                    catchThrowableOfType(Refusal.class, () -> Developing.develop(Frame.AVATAR, new Upload(type, png)));
            assertThat(refusal.problem().sentence().in(Locale.FRENCH)).as(type).contains("PNG");
        }
    }

    @Test
    void packedTextsAndLongCommentsAreNeverRead() {
        var bomb = PictureFiles.join(PictureFiles.ascii("Comment\0\0"), PictureFiles.packedZeros(400_000_000L));
        var png = PictureFiles.withChunk(PictureFiles.quarters("png", 64, 32), "zTXt", bomb);
        var palette = PictureFiles.withChunk(
                PictureFiles.write(
                        "png",
                        PictureFiles.quarters(64, 32, BufferedImage.TYPE_BYTE_INDEXED),
                        /* isProgressive= */ false),
                "zTXt",
                bomb);
        var gif = PictureFiles.quarters("gif", 64, 32);
        var comment = new byte[(7 << 20) + 1];
        Arrays.fill(comment, (byte) 1);
        comment[0] = 0x21;
        comment[1] = (byte) 0xfe;
        comment[comment.length - 1] = 0;
        // Blocks of one byte: a length and a byte, both 1.
        int end = 13 + 3 * (2 << (gif[10] & 7));
        var chatty =
                PictureFiles.join(PictureFiles.slice(gif, 0, end), comment, PictureFiles.slice(gif, end, gif.length));

        for (var file : new byte[][] {png, palette, chatty}) {
            assertThat(corners(PictureFiles.read(develop(Frame.AVATAR, file).bytes())))
                    .isEqualTo("red green blue white");
        }
    }

    @Test
    void theLargestThatIsTakenNeedsLittleMemory() {
        // 40 million pixels would be 160 MB; decoded as they are wanted, they are less than ten.
        var png = PictureFiles.png(8000, 5000, 8, 2, PictureFiles.packedZeros(5000L * 24_001));
        var before = allocated();

        var picture = develop(Frame.AVATAR, png);

        assertThat(PictureFiles.read(picture.bytes()).getWidth()).isEqualTo(400);
        assertThat(allocated() - before).isLessThan(64L << 20);
    }

    @Test
    void damageOfAnyKindIsAPictureOrARefusalAndNothingElse() {
        var random = new Random(SEED);
        var files = new byte[][] {
            PictureFiles.quarters("jpeg", 32, 16),
            PictureFiles.write(
                    "jpeg", PictureFiles.quarters(32, 16, BufferedImage.TYPE_INT_RGB), /* isProgressive= */ true),
            PictureFiles.quarters("png", 32, 16),
            PictureFiles.quarters("gif", 32, 16),
            PictureFiles.webp("lossy"),
            PictureFiles.webp("lossless"),
            PictureFiles.webp("lossy, transparent"),
            PictureFiles.webp("moving")
        };
        int pictures = 0;
        int refusals = 0;
        for (int i = 0; i < 4_000; i++) {
            var file = files[i % files.length].clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(develop(Frame.AVATAR, file).bytes()).isNotEmpty();
                pictures++;
            } catch (Refusal _) {
                refusals++;
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed " + SEED + ", file " + i, failure);
            }
        }
        assertThat(pictures).as("seed %d", SEED).isGreaterThan(100);
        assertThat(refusals).as("seed %d", SEED).isGreaterThan(100);
    }

    private static Picture develop(Frame frame, byte[] file) {
        return Developing.develop(frame, new Upload("", file));
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    /** The colours near the corners, from left to right and from top to bottom. */
    private static String corners(BufferedImage image) {
        int right = image.getWidth() * 3 / 4;
        int bottom = image.getHeight() * 3 / 4;
        int left = image.getWidth() / 4;
        int top = image.getHeight() / 4;
        return String.join(
                " ",
                colour(image.getRGB(left, top)),
                colour(image.getRGB(right, top)),
                colour(image.getRGB(left, bottom)),
                colour(image.getRGB(right, bottom)));
    }

    private static String colour(int argb) {
        var colour = new Color(argb, /* hasalpha= */ true);
        boolean red = colour.getRed() > 128;
        boolean green = colour.getGreen() > 128;
        boolean blue = colour.getBlue() > 128;
        if (colour.getAlpha() < 128) {
            return "none";
        }
        return red && green && blue ? "white" : red ? "red" : green ? "green" : blue ? "blue" : "black";
    }

    private static byte[] webpWithExif(byte[] exif) {
        var lossy = PictureFiles.webp("lossy");
        var chunk = ByteBuffer.allocate(8 + exif.length + exif.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(PictureFiles.ascii("EXIF"))
                .putInt(exif.length)
                .put(exif)
                .array();
        var file = PictureFiles.join(lossy, chunk);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
        return file;
    }

    private static boolean has(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] longChunk(byte[] png, int length) {
        var file = png.clone();
        ByteBuffer.wrap(file).putInt(33, length);
        return file;
    }

    private static byte[] sizedJpeg(byte[] jpeg, int width, int height) {
        var file = jpeg.clone();
        for (int i = 0; i < file.length; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(file).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return file;
            }
        }
        throw new AssertionError("no frame");
    }

    private static byte[] sizedGif(byte[] gif, int side) {
        var file = gif.clone();
        int at = 13 + 3 * (2 << (gif[10] & 7));
        // What describes its times and colours stands before the picture.
        while (file[at] != 0x2c) {
            at++;
        }
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(at + 5, (short) side)
                .putShort(at + 7, (short) side);
        return file;
    }

    private static byte[] sizedWebp(byte[] lossless) {
        var file = lossless.clone();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 16_382 | (16_382 << 14));
        return file;
    }

    /** Its last pass over and over: a few bytes for each, and a whole picture of work. */
    private static byte[] scans(int count) {
        var jpeg = PictureFiles.write(
                "jpeg", PictureFiles.quarters(32, 16, BufferedImage.TYPE_INT_RGB), /* isProgressive= */ true);
        int at = jpeg.length - 2;
        while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xda) {
            at--;
        }
        var scan = PictureFiles.slice(jpeg, at, jpeg.length - 2);
        var file = PictureFiles.slice(jpeg, 0, at);
        var all = new byte[count][];
        Arrays.fill(all, scan);
        return PictureFiles.join(file, PictureFiles.join(all), new byte[] {-1, -39});
    }
}
