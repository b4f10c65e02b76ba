package social.ramage.post;

import java.util.Optional;

/**
 * What a post is to say instead.
 *
 * @param language nothing leaves it as it was
 */
public record Revision(PostText text, Optional<String> language, boolean isSensitive) {}
