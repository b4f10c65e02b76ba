package social.ramage.media;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;

/** A picture in memory. */
// Nobody compares them.
@SuppressWarnings("ArrayRecordComponent")
record Pixels(int width, int height, int[] argb) {
    static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Pixels(
                width, height, isGrey(image) ? grey(image) : image.getRGB(0, 0, width, height, null, 0, width));
    }

    boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xff) {
                return false;
            }
        }
        return true;
    }

    /** Each pixel is the average of those that it stands for. */
    Pixels shrunkTo(int newWidth, int newHeight) {
        if (newWidth >= width && newHeight >= height) {
            return this;
        }
        var shrunk = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int top = at(y, height, newHeight);
            int bottom = Math.max(top + 1, at(y + 1, height, newHeight));
            for (int x = 0; x < newWidth; x++) {
                int left = at(x, width, newWidth);
                int right = Math.max(left + 1, at(x + 1, width, newWidth));
                shrunk[y * newWidth + x] = average(left, top, right, bottom);
            }
        }
        return new Pixels(newWidth, newHeight, shrunk);
    }

    Pixels turned(Orientation orientation) {
        var turned = orientation.isMirrored() ? mirrored() : this;
        for (int i = 0; i < orientation.turnsRight(); i++) {
            turned = turned.turnedRight();
        }
        return turned;
    }

    private Pixels mirrored() {
        var other = new int[argb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                other[y * width + x] = argb[y * width + width - 1 - x];
            }
        }
        return new Pixels(width, height, other);
    }

    private Pixels turnedRight() {
        var other = new int[argb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                other[x * height + height - 1 - y] = argb[y * width + x];
            }
        }
        return new Pixels(/* width= */ height, /* height= */ width, other);
    }

    private static int at(int i, int from, int to) {
        return (int) ((long) i * from / to);
    }

    /** What is transparent lends no colour to what stands beside it. */
    private int average(int left, int top, int right, int bottom) {
        long alpha = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = argb[y * width + x];
                int opaque = pixel >>> 24;
                alpha += opaque;
                red += (long) opaque * ((pixel >> 16) & 0xff);
                green += (long) opaque * ((pixel >> 8) & 0xff);
                blue += (long) opaque * (pixel & 0xff);
            }
        }
        if (alpha == 0) {
            return 0;
        }
        long count = (long) (right - left) * (bottom - top);
        return argb(
                (int) ((alpha + count / 2) / count),
                (int) ((red + alpha / 2) / alpha),
                (int) ((green + alpha / 2) / alpha),
                (int) ((blue + alpha / 2) / alpha));
    }

    private static int argb(int alpha, int red, int green, int blue) {
        return (alpha << 24) | (red << 16) | (green << 8) | blue;
    }

    private static boolean isGrey(BufferedImage image) {
        var model = image.getColorModel();
        return model instanceof ComponentColorModel && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Java takes grey for light itself, not for how light it looks, and would show it too bright. */
    private static int[] grey(BufferedImage image) {
        var raster = image.getRaster();
        int deep = image.getColorModel().getComponentSize(0) - 8;
        boolean hasAlpha = image.getColorModel().hasAlpha();
        var argb = new int[image.getWidth() * image.getHeight()];
        for (int i = 0; i < argb.length; i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            int light = raster.getSample(x, y, 0) >> deep;
            int alpha = hasAlpha ? raster.getSample(x, y, 1) >> deep : 0xff;
            argb[i] = argb(alpha, light, light, light);
        }
        return argb;
    }
}
