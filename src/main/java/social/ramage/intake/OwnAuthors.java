package social.ramage.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.BroughtAccount;
import social.ramage.db.Tx;
import social.ramage.event.Events;
import social.ramage.id.AccountId;
import social.ramage.intake.reading.Note;
import social.ramage.intake.reading.ReadAuthor;
import social.ramage.intake.reading.ReadPost;

/** Makes an account for each author. */
final class OwnAuthors implements Authors {
    /** Authors remembered as seen with all that their file says of them; others are looked up again. */
    private static final int SEEN_MAX = 200_000;

    private final Events events;
    private final Accounts accounts;
    /** With whether there was a name or a bio. */
    private final Cache<String, Boolean> hasProfileBySeen =
            Caffeine.newBuilder().maximumSize(SEEN_MAX).build();

    OwnAuthors(Events events, Accounts accounts) {
        this.events = events;
        this.accounts = accounts;
    }

    @Override
    public Placed read(List<ReadPost> posts, AuthorAccounts known) {
        var authorByKey = new LinkedHashMap<String, ReadAuthor>();
        for (var post : posts) {
            see(post.author(), authorByKey);
            post.original().ifPresent(original -> see(original.author(), authorByKey));
        }
        if (authorByKey.isEmpty()) {
            return Placed.NONE;
        }
        var settled = events.change(tx -> settle(tx, authorByKey, known));
        known.keep(settled.found);
        authorByKey.forEach((key, author) -> hasProfileBySeen.put(key, hasProfile(author)));
        return settled.placed;
    }

    @Override
    public Placed end(AuthorAccounts known) {
        return Placed.NONE;
    }

    @Override
    public Placed place(Tx tx, Map<String, ReadAuthor> authorByKey) {
        var notes = new EnumMap<Note, Long>(Note.class);
        var brought = authorByKey.values().stream().map(OwnAuthors::brought).toList();
        var made = accounts.bringIn(tx, brought).iterator();
        var accountByKey = new HashMap<String, AccountId>();
        authorByKey.forEach((key, author) -> {
            var account = made.next();
            accountByKey.put(key, account.id());
            if (!account.handle().value().equals(author.handle())) {
                notes.merge(Note.HANDLE_CHANGED, 1L, Long::sum);
            }
        });
        brought.forEach(one -> note(one, notes));
        return new Placed(accountByKey, accountByKey.size(), 0, notes);
    }

    private record Settled(AuthorAccounts.Found found, Placed placed) {}

    private Settled settle(Tx tx, Map<String, ReadAuthor> authorByKey, AuthorAccounts known) {
        var found = known.find(tx, authorByKey.values(), Set.of());
        var notes = new EnumMap<Note, Long>(Note.class);
        notes.putAll(found.placed().notes());
        var profileByAccount = new HashMap<AccountId, Account.Profile>();
        var broughtByAccount = new HashMap<AccountId, BroughtAccount>();
        authorByKey.forEach((key, author) -> {
            if (hasProfile(author) && !found.placed().accountByKey().containsKey(key)) {
                var brought = brought(author);
                var account = found.account(key);
                profileByAccount.put(account, brought.profile());
                broughtByAccount.put(account, brought);
            }
        });
        // Whoever was only passed on so far comes with a profile later.
        var described = accounts.describe(tx, profileByAccount);
        for (var account : described) {
            note(java.util.Objects.requireNonNull(broughtByAccount.get(account)), notes);
        }
        return new Settled(found, new Placed(Map.of(), found.placed().made(), described.size(), notes));
    }

    private void see(ReadAuthor author, Map<String, ReadAuthor> authorByKey) {
        var key = AuthorAccounts.key(author);
        var seen = hasProfileBySeen.getIfPresent(key);
        boolean isNews = seen == null || (!seen && hasProfile(author));
        if (isNews) {
            authorByKey.merge(key, author, (before, now) -> hasProfile(now) && !hasProfile(before) ? now : before);
        }
    }

    private static boolean hasProfile(ReadAuthor author) {
        return !author.name().isEmpty() || !author.bio().isEmpty();
    }

    private static BroughtAccount brought(ReadAuthor author) {
        return BroughtAccount.of(author.handle(), author.name(), author.bio());
    }

    private static void note(BroughtAccount brought, Map<Note, Long> notes) {
        if (brought.isNameCut()) {
            notes.merge(Note.NAME_CUT, 1L, Long::sum);
        }
        if (brought.isBioCut()) {
            notes.merge(Note.BIO_CUT, 1L, Long::sum);
        }
    }
}
