package social.ramage.intake.reading;

import java.util.Optional;

/**
 * A post as a file tells it.
 *
 * @param key what its source calls it
 * @param text as it is there; empty for a boost
 * @param parentKey what it answers
 * @param original what it passes on
 */
public record ReadPost(
        long key,
        ReadAuthor author,
        String text,
        Optional<String> language,
        Optional<Long> parentKey,
        Optional<ReadPost> original,
        ReadDate date) {
    public boolean isBoost() {
        return original.isPresent();
    }
}
