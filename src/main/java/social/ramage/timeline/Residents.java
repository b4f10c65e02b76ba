package social.ramage.timeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import social.ramage.follow.Followees;
import social.ramage.id.AccountId;

/**
 * The home timelines that this node keeps current: those of accounts that read lately. All changes happen on the thread
 * of the memory reactors; reading a ring needs no thread in particular.
 */
final class Residents {
    /** What a ring, its places in the lists of authors and its entry here may weigh at most. */
    private static final int HOMES_MAX = 1_000_000;

    /** Whoever has not read for so long reads from the database first. */
    static final Duration KEPT = Duration.ofDays(7);

    private final Cache<Long, Home> homeByAccount;
    private final Map<Long, Listeners> listenersByAuthor = new HashMap<>();
    private final ConcurrentLinkedQueue<Home> evicted = new ConcurrentLinkedQueue<>();

    Residents() {
        this(HOMES_MAX, Ticker.systemTicker());
    }

    Residents(long homesMax, Ticker ticker) {
        this.homeByAccount = Caffeine.newBuilder()
                .maximumSize(homesMax)
                .expireAfterAccess(KEPT)
                .ticker(ticker)
                .executor(Runnable::run)
                .evictionListener((@Nullable Long _, @Nullable Home home, RemovalCause _) -> {
                    if (home != null) {
                        evicted.add(home);
                    }
                })
                .build();
    }

    /** From any thread. */
    Optional<Ring> find(AccountId account) {
        return Optional.ofNullable(homeByAccount.getIfPresent(account.value())).map(Home::ring);
    }

    void settle(AccountId account, Followees followees, Ring ring) {
        drop(account);
        letGoOfEvicted();
        homeByAccount.put(account.value(), new Home(ring, followees));
        listenTo(account.value(), ring);
        for (long author : followees.ids()) {
            listenTo(author, ring);
        }
    }

    void drop(AccountId account) {
        var home = homeByAccount.asMap().remove(account.value());
        if (home != null) {
            letGo(home);
        }
    }

    void dropAll() {
        homeByAccount.asMap().clear();
        evicted.clear();
        listenersByAuthor.clear();
    }

    /** @return to how many homes it went */
    int deliver(AccountId author, long post) {
        letGoOfEvicted();
        var listeners = listenersByAuthor.get(author.value());
        return listeners == null ? 0 : listeners.deliver(post);
    }

    long size() {
        return homeByAccount.estimatedSize();
    }

    private void listenTo(long author, Ring ring) {
        listenersByAuthor.computeIfAbsent(author, _ -> new Listeners()).add(ring);
    }

    private void letGoOfEvicted() {
        Home home;
        while ((home = evicted.poll()) != null) {
            letGo(home);
        }
    }

    private void letGo(Home home) {
        home.ring.drop();
        letGo(home.followees.follower().value());
        for (long author : home.followees.ids()) {
            letGo(author);
        }
    }

    private void letGo(long author) {
        var listeners = listenersByAuthor.get(author);
        if (listeners != null && listeners.dropOne()) {
            listenersByAuthor.remove(author);
        }
    }

    private record Home(Ring ring, Followees followees) {}
}
