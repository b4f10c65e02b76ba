package social.ramage.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import social.ramage.follow.Follows;
import social.ramage.id.AccountId;

/**
 * Which households one author's posts go to. What is kept may be too much, never too little: a household is given
 * everything until its followees are known, and the events since are followed. Who may see a post is asked later.
 */
final class Homes {
    private static final System.Logger LOG = System.getLogger(Homes.class.getName());
    private static final Household[] NONE = {};

    private final Follows follows;
    private final Map<Long, Household[]> householdsByAuthor = new ConcurrentHashMap<>();
    private final Set<Household> unsettled = ConcurrentHashMap.newKeySet();

    Homes(Follows follows) {
        this.follows = follows;
    }

    /** Gives it everything from now on, then only what it can want. On a thread that may wait. */
    void begin(Household household) {
        unsettled.add(household);
        settle(household);
    }

    private void settle(Household household) {
        int doubts = household.doubts().get();
        add(household, household.account().value());
        for (long author : follows.followees(household.account()).ids()) {
            add(household, author);
        }
        // What was read may be older than the doubt.
        if (household.doubts().get() == doubts) {
            unsettled.remove(household);
        }
    }

    /** What is known of follows is out of date. By the reactors' thread, which does not wait. */
    void doubt(Iterable<Household> households) {
        var doubted = new ArrayList<Household>();
        for (var household : households) {
            if (household.wantsHome()) {
                household.doubts().incrementAndGet();
                unsettled.add(household);
                doubted.add(household);
            }
        }
        if (!doubted.isEmpty()) {
            Thread.ofVirtual().name("streams settle").start(() -> doubted.forEach(this::settleAgain));
        }
    }

    private void settleAgain(Household household) {
        try {
            settle(household);
        } catch (RuntimeException failure) {
            // It goes on being given everything.
            LOG.log(System.Logger.Level.WARNING, "a stream cannot be settled", failure);
        }
    }

    void followed(Household household, AccountId author) {
        if (household.wantsHome()) {
            add(household, author.value());
        }
    }

    void unfollowed(Household household, AccountId author) {
        remove(household, author.value());
    }

    void end(Household household) {
        unsettled.remove(household);
        household.authors().forEach(author -> remove(household, author));
    }

    void each(AccountId author, Consumer<Household> given) {
        for (var household : householdsByAuthor.getOrDefault(author.value(), NONE)) {
            given.accept(household);
        }
        unsettled.forEach(given);
    }

    private void add(Household household, long author) {
        if (household.authors().add(author)) {
            householdsByAuthor.merge(author, new Household[] {household}, Homes::with);
        }
        if (household.isEmpty()) {
            remove(household, author);
        }
    }

    private void remove(Household household, long author) {
        if (household.authors().remove(author)) {
            householdsByAuthor.computeIfPresent(author, (_, all) -> without(all, household));
        }
    }

    private static Household[] with(Household[] all, Household[] more) {
        var longer = Arrays.copyOf(all, all.length + 1);
        longer[all.length] = more[0];
        return longer;
    }

    private static Household @Nullable [] without(Household[] all, Household one) {
        var rest = Arrays.stream(all).filter(it -> it != one).toArray(Household[]::new);
        return rest.length == 0 ? null : rest;
    }
}
