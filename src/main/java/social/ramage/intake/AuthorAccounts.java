package social.ramage.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Handle;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.intake.reading.ReadAuthor;

/** Which account each author of a source has here. */
final class AuthorAccounts {
    /** Handles remembered with their accounts, or as being nobody's; others are looked up again. */
    private static final int HANDLES_MAX = 200_000;

    private final IntakeStore store;
    private final String source;
    private final Authors authors;
    private final Cache<String, Optional<AccountId>> accountByHandle =
            Caffeine.newBuilder().maximumSize(HANDLES_MAX).build();

    AuthorAccounts(IntakeStore store, String source, Authors authors) {
        this.store = store;
        this.source = source;
        this.authors = authors;
    }

    /** Handles that differ in case only are one author's. */
    static String key(ReadAuthor author) {
        return Handle.key(author.handle());
    }

    /**
     * What one transaction found and made; {@link #keep} keeps it once that is committed.
     *
     * @param looked what was looked up, whether there is an account or not
     */
    record Found(Map<String, AccountId> accountByKey, Map<String, Optional<AccountId>> looked, Placed placed) {
        /** For authors, who all have one. */
        AccountId account(String key) {
            return Objects.requireNonNull(accountByKey.get(key), key);
        }
    }

    /** Finds the accounts of these authors and, of those who only are named, the accounts that are there. */
    Found find(Tx tx, Collection<ReadAuthor> writers, Collection<String> named) {
        var authorByKey = new LinkedHashMap<String, ReadAuthor>();
        writers.forEach(author -> authorByKey.putIfAbsent(key(author), author));
        var accountByKey = new HashMap<String, AccountId>();
        var unknown = new LinkedHashSet<String>();
        authorByKey.keySet().forEach(key -> recall(key, accountByKey, unknown));
        named.forEach(key -> recall(key, accountByKey, unknown));
        var stored = store.accounts(tx, source, unknown);
        accountByKey.putAll(stored);
        var missing = new LinkedHashMap<>(authorByKey);
        missing.keySet().removeAll(accountByKey.keySet());
        var placed = missing.isEmpty() ? Placed.NONE : authors.place(tx, missing);
        store.rememberAccounts(tx, source, placed.accountByKey());
        accountByKey.putAll(placed.accountByKey());
        var looked = new HashMap<String, Optional<AccountId>>();
        unknown.forEach(key -> looked.put(key, Optional.ofNullable(accountByKey.get(key))));
        missing.keySet().forEach(key -> looked.put(key, Optional.ofNullable(accountByKey.get(key))));
        return new Found(accountByKey, looked, placed);
    }

    void keep(Found found) {
        accountByHandle.putAll(found.looked);
    }

    private void recall(String key, Map<String, AccountId> accountByKey, Set<String> unknown) {
        var kept = accountByHandle.getIfPresent(key);
        if (kept == null) {
            unknown.add(key);
        } else {
            kept.ifPresent(account -> accountByKey.put(key, account));
        }
    }
}
