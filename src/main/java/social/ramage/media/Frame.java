package social.ramage.media;

import java.util.Locale;

/** Where a picture is shown, and how large it is there at most, in pixels. */
public enum Frame {
    AVATAR(400, 400),
    HEADER(1500, 500);

    private final int width;
    private final int height;

    Frame(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The field of a profile that it is. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
