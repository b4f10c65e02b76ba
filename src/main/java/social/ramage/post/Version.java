package social.ramage.post;

import java.time.Instant;

/** What a post says or said, since when. */
public record Version(Instant writtenAt, String text, String warning, boolean isSensitive) {
    static Version of(Post post) {
        var words = post.words();
        return new Version(
                words.editedAt().orElseGet(post::publishedAt),
                words.text(),
                words.warning(),
                words.sensitiveAt().isPresent());
    }
}
