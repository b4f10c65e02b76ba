package social.ramage.signal;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import social.ramage.event.Signal;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** What an account did to posts: nine bytes for each post to which it did something. */
public final class Given {
    /** Of somebody who is not signed in. */
    static final Given NOTHING = new Given(new AccountId(0), new TreeMap<>(), 0);

    private static final int BOOSTED = 1 << Signal.values().length;

    private final AccountId account;
    private final long[] posts;
    private final byte[] bits;
    private final long knownFrom;

    private Given(AccountId account, SortedMap<Long, Integer> bitsByPost, long knownFrom) {
        this.account = account;
        this.posts = new long[bitsByPost.size()];
        this.bits = new byte[posts.length];
        this.knownFrom = knownFrom;
        int i = 0;
        for (var entry : bitsByPost.entrySet()) {
            posts[i] = entry.getKey();
            bits[i++] = entry.getValue().byteValue();
        }
    }

    public boolean has(PostId post, Signal signal) {
        return (bits(post) & bit(signal)) != 0;
    }

    public boolean hasBoosted(PostId post) {
        return (bits(post) & BOOSTED) != 0;
    }

    AccountId account() {
        return account;
    }

    int size() {
        return posts.length;
    }

    /** What was done to posts with lower ids is not in here. */
    boolean knows(long post) {
        return post >= knownFrom;
    }

    private int bits(PostId post) {
        int found = posts.length == 0 ? -1 : Arrays.binarySearch(posts, post.value());
        return found < 0 ? 0 : bits[found];
    }

    private static int bit(Signal signal) {
        return 1 << signal.ordinal();
    }

    /** Puts together what an account did. */
    static final class Gathering {
        private final AccountId account;
        private final SortedMap<Long, Integer> bitsByPost = new TreeMap<>();
        private long knownFrom;

        Gathering(AccountId account) {
            this.account = account;
        }

        Gathering signalled(long post, Signal signal) {
            bitsByPost.merge(post, bit(signal), (some, one) -> some | one);
            return this;
        }

        Gathering boosted(long post) {
            bitsByPost.merge(post, BOOSTED, (some, one) -> some | one);
            return this;
        }

        Gathering all(Given other) {
            for (int i = 0; i < other.posts.length; i++) {
                bitsByPost.merge(other.posts[i], (int) other.bits[i], (some, more) -> some | more);
            }
            return this;
        }

        /** Of older posts than this one there may be more. */
        Gathering knownFrom(long post) {
            knownFrom = Math.max(knownFrom, post);
            return this;
        }

        Given given() {
            return new Given(account, bitsByPost, knownFrom);
        }
    }
}
