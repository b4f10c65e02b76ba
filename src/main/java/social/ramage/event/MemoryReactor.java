package social.ramage.event;

import java.util.List;

/**
 * Keeps something in this node's memory current. It starts at the log's head, sees every event once and in order, on
 * one thread, and must not fail or wait. One that fails all the same is told {@link Event.Imported} instead of what it
 * did not take.
 */
public interface MemoryReactor {
    void react(List<Logged> events);
}
