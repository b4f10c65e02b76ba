package social.ramage.intake;

import java.util.Arrays;
import java.util.List;
import social.ramage.account.Accounts;
import social.ramage.db.Database;

/** The accounts that graphs brought, as numbers alone: there may be a million. */
final class GraphAccounts {
    /** Read in one transaction. */
    private static final int PAGE = 2_000;

    private final Database db;
    private final Accounts accounts;
    private final IntakeStore store;
    private long[] ids = new long[PAGE];
    private long[] followers = new long[PAGE];
    private int size;

    GraphAccounts(Database db, Accounts accounts, IntakeStore store) {
        this.db = db;
        this.accounts = accounts;
        this.store = store;
    }

    /** Those with most followers first; in the order of their nodes where these are as many. */
    long[] byFollowers() {
        var after = "";
        while (true) {
            var from = after;
            var page = db.read(tx -> store.accountsAfter(tx, GraphIntake.SOURCE, from, PAGE));
            if (page.isEmpty()) {
                break;
            }
            add(page.stream().map(IntakeStore.Known::account).toList());
            after = page.getLast().key();
        }
        return sorted();
    }

    private void add(List<Long> page) {
        var followersByAccount = db.read(tx -> accounts.followers(tx, page));
        for (long id : page) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
                followers = Arrays.copyOf(followers, 2 * size);
            }
            ids[size] = id;
            followers[size++] = followersByAccount.getOrDefault(id, 0L);
        }
    }

    /** Both numbers in one, so that a sort of numbers sorts accounts. */
    private long[] sorted() {
        var keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (Integer.MAX_VALUE - Math.min(followers[i], Integer.MAX_VALUE)) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).map(key -> ids[(int) key]).toArray();
    }
}
