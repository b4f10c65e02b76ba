package social.ramage.media;

/**
 * A picture as it was sent.
 *
 * @param type what its sender says that it is, as {@code image/png}; empty when they do not say
 */
// Nobody compares uploads.
@SuppressWarnings("ArrayRecordComponent")
public record Upload(String type, byte[] bytes) {}
