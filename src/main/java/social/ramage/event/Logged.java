package social.ramage.event;

import java.time.Instant;

/** An event with its number: numbers grow in the order of commits, over all nodes. */
public record Logged(long number, Instant at, Event event) {}
