package social.ramage.person;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that somebody's device keeps.
 *
 * @param id as the device names it, in Base64 for URLs
 */
public record Passkey(String id, String name, Instant createdAt, Optional<Instant> usedAt) {}
