package social.ramage.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import social.ramage.event.Logged;

/** The last events, for what was read from the database a moment ago and must not miss one. One thread's own. */
final class RecentEvents {
    private final int max;
    private final ArrayDeque<Logged> events = new ArrayDeque<>();
    /** Every event with a higher number that was seen is here. */
    private long completeAfter = -1;

    RecentEvents(int max) {
        this.max = max;
    }

    void add(Logged event) {
        events.addLast(event);
        if (events.size() > max) {
            completeAfter = events.removeFirst().number();
        }
    }

    /**
     * The events after {@code number}, oldest first.
     *
     * @param seen the newest event that was seen
     * @return nothing, when the database was behind what is remembered
     */
    Optional<List<Logged>> after(long number, long seen) {
        if (number < completeAfter) {
            return Optional.empty();
        }
        var after = new ArrayList<Logged>();
        if (number < seen) {
            var newestFirst = events.descendingIterator();
            while (newestFirst.hasNext()) {
                var event = newestFirst.next();
                if (event.number() <= number) {
                    break;
                }
                after.addFirst(event);
            }
        }
        return Optional.of(after);
    }
}
