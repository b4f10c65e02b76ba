package social.ramage.media;

/**
 * What is left of a file when all is taken out that is not needed to see the picture. Decoders are given no more than
 * this: comments, colour profiles and packed texts are where they can be made to hang or to fill memory.
 *
 * @param orientation how it is to be turned, before what said so is gone
 * @param isInPasses whether a decoder must keep the whole picture in memory, as it comes several times, ever sharper
 */
// Nobody compares them.
@SuppressWarnings("ArrayRecordComponent")
record Sifted(byte[] bytes, Orientation orientation, boolean isInPasses) {}
