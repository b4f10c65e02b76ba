package social.ramage.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import social.ramage.db.Tx;
import social.ramage.event.Events;
import social.ramage.id.AccountId;
import social.ramage.intake.reading.ReadAuthor;
import social.ramage.intake.reading.ReadPost;

/**
 * Gives the accounts of a graph to authors: who wrote most gets the account with most followers, and so on, from the
 * start again when there are more authors than accounts. So most home timelines have something to show.
 */
final class GraphAuthors implements Authors {
    /** Authors that are counted; those beyond are spread over all accounts. */
    private static final int COUNTED_MAX = 200_000;

    /** Accounts given in one transaction. */
    private static final int BATCH = 500;

    private final Events events;
    /** By followers, most first. */
    private final long[] accounts;

    private final Map<String, Counted> countedByKey = new LinkedHashMap<>();
    private final Map<String, Integer> rankByKey = new HashMap<>();

    private static final class Counted {
        private final ReadAuthor author;
        private long posts;

        Counted(ReadAuthor author) {
            this.author = author;
        }
    }

    GraphAuthors(Events events, long[] accounts) {
        this.events = events;
        this.accounts = accounts;
    }

    @Override
    public Placed read(List<ReadPost> posts, AuthorAccounts known) {
        for (var post : posts) {
            count(post.author());
            post.original().ifPresent(original -> count(original.author()));
        }
        return Placed.NONE;
    }

    @Override
    public Placed end(AuthorAccounts known) {
        var ranked = new ArrayList<>(countedByKey.entrySet());
        // Those who wrote as much stay in the order in which they came.
        ranked.sort(Comparator.comparingLong((Map.Entry<String, Counted> it) -> -it.getValue().posts));
        for (var one : ranked) {
            rankByKey.put(one.getKey(), rankByKey.size());
        }
        for (int from = 0; from < ranked.size(); from += BATCH) {
            var authors = ranked.subList(from, Math.min(from + BATCH, ranked.size())).stream()
                    .map(it -> it.getValue().author)
                    .toList();
            known.keep(events.change(tx -> known.find(tx, authors, Set.of())));
        }
        countedByKey.clear();
        return Placed.NONE;
    }

    @Override
    public Placed place(Tx tx, Map<String, ReadAuthor> authorByKey) {
        var accountByKey = new HashMap<String, AccountId>();
        for (var key : authorByKey.keySet()) {
            int place = rankByKey.getOrDefault(key, key.hashCode() & Integer.MAX_VALUE);
            accountByKey.put(key, new AccountId(accounts[place % accounts.length]));
        }
        return new Placed(accountByKey, 0, 0, Map.of());
    }

    private void count(ReadAuthor author) {
        var key = AuthorAccounts.key(author);
        var counted = countedByKey.get(key);
        if (counted == null && countedByKey.size() < COUNTED_MAX) {
            // Only the handle: profiles of all authors would take much more room, and these accounts keep their own.
            counted = new Counted(new ReadAuthor(author.handle(), "", ""));
            countedByKey.put(key, counted);
        }
        if (counted != null) {
            counted.posts++;
        }
    }
}
