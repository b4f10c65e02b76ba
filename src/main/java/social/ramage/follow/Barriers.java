package social.ramage.follow;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import social.ramage.id.AccountId;

/** Whom an account blocks and mutes, and who blocks it: sorted sets of ids, for most accounts empty. */
final class Barriers {
    private static final long FOREVER = Long.MAX_VALUE;

    private final AccountId account;
    private final long[] blocking;
    private final long[] blockedBy;
    private final long[] muting;
    private final long[] mutedUntil;

    private Barriers(AccountId account, long[] blocking, long[] blockedBy, long[] muting, long[] mutedUntil) {
        this.account = account;
        this.blocking = blocking;
        this.blockedBy = blockedBy;
        this.muting = muting;
        this.mutedUntil = mutedUntil;
    }

    static Barriers none(AccountId account) {
        return of(account, List.of(), List.of());
    }

    /** @param blocks by this account and of this account */
    static Barriers of(AccountId account, Collection<Block> blocks, Collection<Mute> mutes) {
        var sortedMutes = mutes.stream()
                .sorted(Comparator.comparingLong(it -> it.muted().value()))
                .toList();
        return new Barriers(
                account,
                sorted(
                        blocks.stream()
                                .filter(it -> it.blocker().equals(account))
                                .toList(),
                        it -> it.blocked().value()),
                sorted(
                        blocks.stream()
                                .filter(it -> it.blocked().equals(account))
                                .toList(),
                        it -> it.blocker().value()),
                sorted(sortedMutes, it -> it.muted().value()),
                sortedMutes.stream()
                        .mapToLong(it -> it.endsAt().map(Instant::toEpochMilli).orElse(FOREVER))
                        .toArray());
    }

    AccountId account() {
        return account;
    }

    boolean isBlockedBy(AccountId other) {
        return has(blockedBy, other);
    }

    /** Whether nothing of theirs is to be shown unless it is asked for. */
    boolean leavesOut(AccountId other, long nowMillis) {
        return has(blocking, other) || mutes(other, nowMillis);
    }

    /** How many ids are kept. */
    int size() {
        return blocking.length + blockedBy.length + 2 * muting.length;
    }

    private boolean mutes(AccountId other, long nowMillis) {
        int found = muting.length == 0 ? -1 : Arrays.binarySearch(muting, other.value());
        return found >= 0 && nowMillis < mutedUntil[found];
    }

    private static boolean has(long[] sorted, AccountId other) {
        return sorted.length > 0 && Arrays.binarySearch(sorted, other.value()) >= 0;
    }

    private static <T> long[] sorted(List<T> list, ToLongFunction<T> idOf) {
        return list.stream().mapToLong(idOf).sorted().toArray();
    }
}
