package social.ramage.media;

/**
 * Which part of a picture is taken, and what becomes of it, in pixels.
 *
 * @param step every how many pixels one is decoded
 */
record Fit(int left, int top, int cutWidth, int cutHeight, int step, int width, int height) {
    /** Decoded pixels for each that is shown, along a side: an average of them looks better than one of them. */
    private static final int FINENESS = 2;

    /** The largest part in the middle that has the shape of the frame, and no larger than the frame. */
    static Fit of(int width, int height, int frameWidth, int frameHeight) {
        int cutWidth = Math.clamp((long) height * frameWidth / frameHeight, 1, width);
        int cutHeight = Math.clamp((long) width * frameHeight / frameWidth, 1, height);
        return new Fit(
                (width - cutWidth) / 2,
                (height - cutHeight) / 2,
                cutWidth,
                cutHeight,
                Math.max(1, cutWidth / (frameWidth * FINENESS)),
                Math.min(cutWidth, frameWidth),
                Math.min(cutHeight, frameHeight));
    }
}
