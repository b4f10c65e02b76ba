package social.ramage.timeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The newest ids of a timeline, oldest overwritten first. One thread writes, any may read, nobody waits. It starts small
 * and grows as it fills, since most timelines are quiet.
 *
 * <p>A writer stores an id and then, as a release, how many were stored; a reader that has copied the ids looks at that
 * number again and drops what may have been overwritten while it copied.
 *
 * <p>Ids come in the order of commits, so a higher one may have been overwritten before a lower one. What is below an id
 * that is gone is not shown: between those that are shown none is missing.
 */
final class Ring {
    /** Ten pages: beyond that few people read on, and those are served by the database. */
    static final int IDS_MAX = 400;

    private static final int IDS_FIRST = 4;
    private static final VarHandle STORED;

    static {
        try {
            STORED = MethodHandles.lookup().findVarHandle(Ring.class, "stored", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private volatile long[] ids;
    private volatile long stored;
    /** The highest id that was overwritten; stored before the number that tells of it. */
    private long gone;
    /** Set when nobody reads it any more, so that whoever still holds it lets go. */
    private volatile boolean dropped;

    Ring() {
        this.ids = new long[IDS_FIRST];
    }

    /** @param oldestFirst at most {@link #IDS_MAX} are kept, the last ones */
    Ring(long[] oldestFirst) {
        int from = Math.max(0, oldestFirst.length - IDS_MAX);
        int size = oldestFirst.length - from;
        this.ids = Arrays.copyOfRange(oldestFirst, from, from + Math.max(size, IDS_FIRST));
        this.stored = size;
    }

    /** By the writing thread only. */
    void add(long id) {
        long before = (long) STORED.get(this);
        var slots = ids;
        if (before == slots.length && before < IDS_MAX) {
            slots = Arrays.copyOf(slots, Math.min(IDS_MAX, slots.length * 2));
            ids = slots;
        }
        if (before >= IDS_MAX) {
            gone = Math.max(gone, slots[slot(before)]);
            // Whoever meets the new id already must know what it stands in place of.
            VarHandle.storeStoreFence();
        }
        slots[slot(before)] = id;
        STORED.setRelease(this, before + 1);
    }

    /** The ids from newest to oldest: sorted, since commits follow each other in nearly the order of ids. */
    long[] newestFirst() {
        long before = (long) STORED.getAcquire(this);
        var slots = ids;
        int size = (int) Math.min(before, slots.length);
        var copy = new long[size];
        for (int i = 0; i < size; i++) {
            copy[i] = slots[slot(before - 1 - i)];
        }
        VarHandle.acquireFence();
        long overwritten = stored - before - (IDS_MAX - size);
        var sure = overwritten > 0 ? Arrays.copyOf(copy, (int) Math.max(0, size - overwritten)) : copy;
        sortNearlySorted(sure);
        return withoutDoubles(above(gone, sure));
    }

    int size() {
        return (int) Math.min(stored, ids.length);
    }

    void drop() {
        dropped = true;
    }

    boolean isDropped() {
        return dropped;
    }

    private static int slot(long number) {
        return (int) (number < IDS_MAX ? number : number % IDS_MAX);
    }

    private static long[] above(long gone, long[] sorted) {
        int size = sorted.length;
        while (size > 0 && sorted[size - 1] <= gone) {
            size--;
        }
        return size == sorted.length ? sorted : Arrays.copyOf(sorted, size);
    }

    /** An id may come twice: from the database, and as the event that the database had already seen. */
    private static long[] withoutDoubles(long[] sorted) {
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
    }

    private static void sortNearlySorted(long[] descending) {
        for (int i = 1; i < descending.length; i++) {
            long id = descending[i];
            int at = i;
            while (at > 0 && descending[at - 1] < id) {
                descending[at] = descending[at - 1];
                at--;
            }
            descending[at] = id;
        }
    }
}
