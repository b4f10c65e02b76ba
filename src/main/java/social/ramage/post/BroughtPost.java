package social.ramage.post;

import java.time.Instant;
import java.util.Optional;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/**
 * A post from elsewhere, with its own date. Its text keeps the length that it had.
 *
 * @param parent what it answers, brought earlier or here already
 * @param boostOf what it passes on; then it has no text
 */
public record BroughtPost(
        PostId id,
        AccountId author,
        String text,
        Optional<String> language,
        Visibility visibility,
        Optional<PostId> parent,
        Optional<PostId> boostOf,
        Instant at) {}
