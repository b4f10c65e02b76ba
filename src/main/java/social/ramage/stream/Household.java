package social.ramage.stream;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import social.ramage.id.AccountId;

/** All who listen for one account. */
final class Household {
    private final AccountId account;
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    /** Whose posts come here; more than are followed perhaps, never fewer once it is settled. */
    private final Set<Long> authors = ConcurrentHashMap.newKeySet();

    /** How often it came into doubt who the authors are. */
    private final AtomicInteger doubts = new AtomicInteger();

    private volatile boolean wantsHome;
    private volatile boolean isEmpty;

    Household(AccountId account) {
        this.account = account;
    }

    AccountId account() {
        return account;
    }

    List<Ear> ears() {
        return ears;
    }

    Set<Long> authors() {
        return authors;
    }

    AtomicInteger doubts() {
        return doubts;
    }

    boolean wantsHome() {
        return wantsHome;
    }

    /** @return whether it did not before */
    synchronized boolean beginsToWantHome() {
        boolean isNew = !wantsHome;
        wantsHome = true;
        return isNew;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    void leave() {
        isEmpty = true;
    }
}
