package social.ramage.id;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

/**
 * Makes ids that sort by time: Unix milliseconds in the high 48 bits, then 6 bits of node and 10 of sequence.
 * Mastodon's clients compute with the same shape ({@code milliseconds << 16}).
 */
public final class Ids {
    /** What is brought in from elsewhere is minted at its own date on this node number, which no node is given. */
    public static final int IMPORT_NODE = 63;

    public static final int NODES_MAX = 63;

    private static final int SEQUENCE_BITS = 10;
    private static final int NODE_BITS = 6;
    private static final int TIME_SHIFT = SEQUENCE_BITS + NODE_BITS;
    private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private final Clock clock;
    private final int node;
    /** Milliseconds and sequence, side by side: a millisecond that runs out of numbers borrows from the next. */
    private final AtomicLong last;

    private volatile long heldUntilMillis = Long.MAX_VALUE;

    /**
     * @param node 0 to 62
     * @param lastId the newest id that this node may have given out before, so that a clock that went back repeats none
     */
    public Ids(Clock clock, int node, long lastId) {
        if (node < 0 || node >= NODES_MAX) {
            throw new IllegalArgumentException("node " + node);
        }
        this.clock = clock;
        this.node = node;
        long first = Math.max((lastId >> TIME_SHIFT) + 1, clock.millis()) << SEQUENCE_BITS;
        this.last = new AtomicLong(first - 1);
    }

    /**
     * Says how long this node has its number. Whoever takes it afterwards begins at a later time, so that ids stay
     * different even from those of a node that was stopped for a while and knows nothing of it yet.
     */
    public void heldUntil(Instant until) {
        heldUntilMillis = until.toEpochMilli();
    }

    /** @throws Refusal Unavailable while the number may be another node's */
    public long next() {
        long millis = clock.millis();
        if (millis >= heldUntilMillis) {
            throw new Refusal(Problem.unavailable("problem.busy"));
        }
        long now = millis << SEQUENCE_BITS;
        long mine = last.updateAndGet(before -> Math.max(before + 1, now));
        return compose(mine >> SEQUENCE_BITS, node, mine & SEQUENCE_MASK);
    }

    public Instant now() {
        return clock.instant();
    }

    /** An id for something that happened elsewhere at that time; {@code sequence} tells things of one millisecond apart. */
    public static long imported(Instant at, long sequence) {
        return compose(at.toEpochMilli(), IMPORT_NODE, sequence & SEQUENCE_MASK);
    }

    /** One more id for the same time, or for the next millisecond when this one has given out all of its own. */
    public static long importedAfter(long id) {
        long next = id + 1;
        return (next & SEQUENCE_MASK) == 0 ? compose((id >> TIME_SHIFT) + 1, IMPORT_NODE, 0) : next;
    }

    /** The smallest id that something of this time or later can have. */
    public static long firstAt(Instant at) {
        return at.toEpochMilli() << TIME_SHIFT;
    }

    public static Instant timeOf(long id) {
        return Instant.ofEpochMilli(id >> TIME_SHIFT);
    }

    private static long compose(long millis, int node, long sequence) {
        return millis << TIME_SHIFT | (long) node << SEQUENCE_BITS | sequence;
    }
}
