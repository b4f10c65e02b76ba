package social.ramage.post;

import java.util.Optional;

/**
 * Which ids of a timeline: those between two others, both left out.
 *
 * @param isUpward whether the {@code max} ids nearest above {@code after} are meant, instead of the newest
 */
public record IdRange(long before, long after, int max, boolean isUpward) {
    /**
     * As clients page: strictly older than {@code maxId}, strictly newer than {@code sinceId} newest first, or the page
     * right above {@code minId}.
     */
    public static IdRange of(Optional<Long> maxId, Optional<Long> sinceId, Optional<Long> minId, int max) {
        return new IdRange(maxId.orElse(Long.MAX_VALUE), minId.or(() -> sinceId).orElse(0L), max, minId.isPresent());
    }

    public static IdRange newest(int max) {
        return new IdRange(Long.MAX_VALUE, 0, max, /* isUpward= */ false);
    }

    public boolean contains(long id) {
        return id < before && id > after;
    }

    public IdRange olderThan(long id) {
        return new IdRange(id, after, max, isUpward);
    }

    public IdRange newerThan(long id) {
        return new IdRange(before, id, max, isUpward);
    }

    public IdRange withMax(int other) {
        return new IdRange(before, after, other, isUpward);
    }
}
