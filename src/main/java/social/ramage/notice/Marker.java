package social.ramage.notice;

import java.time.Instant;

/**
 * How far somebody has read.
 *
 * @param timeline home or notifications
 * @param version one more at each change
 */
public record Marker(String timeline, long lastRead, long version, Instant updatedAt) {}
