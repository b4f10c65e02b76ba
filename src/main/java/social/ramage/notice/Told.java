package social.ramage.notice;

import java.util.Optional;
import social.ramage.post.Shown;

/** A notice, with the post that it is about, as whoever is told may see it. */
public record Told(Notice notice, Optional<Shown> post) {}
