package social.ramage.timeline;

import java.util.Arrays;

/**
 * The resident home timelines that one author's posts go to. Changed and walked by one thread. Dropped rings stay until
 * they are half of the list or the next post walks it, so that a drop need not search the list of somebody with a million
 * followers.
 */
final class Listeners {
    private static final int FIRST = 2;

    private Ring[] rings = new Ring[FIRST];
    private int size;
    private int dropped;

    void add(Ring ring) {
        if (size == rings.length) {
            rings = Arrays.copyOf(rings, size * 2);
        }
        rings[size++] = ring;
    }

    /** One of these rings was dropped. @return whether none is left */
    boolean dropOne() {
        dropped++;
        if (dropped * 2 >= size) {
            sweep();
        }
        return size == 0;
    }

    /** @return to how many rings it went */
    int deliver(long id) {
        if (dropped > 0) {
            sweep();
        }
        for (int i = 0; i < size; i++) {
            rings[i].add(id);
        }
        return size;
    }

    int size() {
        return size;
    }

    private void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!rings[i].isDropped()) {
                rings[kept++] = rings[i];
            }
        }
        Arrays.fill(rings, kept, size, null);
        size = kept;
        dropped = 0;
        if (rings.length > FIRST * 2 && size * 4 < rings.length) {
            rings = Arrays.copyOf(rings, Math.max(FIRST, size * 2));
        }
    }
}
