package social.ramage.account;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import social.ramage.problem.Refusal;

/** What a token may do. A wide one, such as {@code read}, contains the narrow ones that begin with it. */
public enum Scope {
    READ,
    READ_ACCOUNTS,
    READ_BLOCKS,
    READ_BOOKMARKS,
    READ_COLLECTIONS,
    READ_FAVOURITES,
    READ_FILTERS,
    READ_FOLLOWS,
    READ_LISTS,
    READ_MUTES,
    READ_NOTIFICATIONS,
    READ_SEARCH,
    READ_STATUSES,
    WRITE,
    WRITE_ACCOUNTS,
    WRITE_BLOCKS,
    WRITE_BOOKMARKS,
    WRITE_COLLECTIONS,
    WRITE_CONVERSATIONS,
    WRITE_FAVOURITES,
    WRITE_FILTERS,
    WRITE_FOLLOWS,
    WRITE_LISTS,
    WRITE_MEDIA,
    WRITE_MUTES,
    WRITE_NOTIFICATIONS,
    WRITE_REPORTS,
    WRITE_STATUSES,
    /** Follows, blocks and mutes in both ways; old, but most clients ask for it. */
    FOLLOW,
    PUSH,
    PROFILE,
    ADMIN_READ,
    ADMIN_READ_ACCOUNTS,
    ADMIN_READ_REPORTS,
    ADMIN_WRITE,
    ADMIN_WRITE_ACCOUNTS,
    ADMIN_WRITE_REPORTS;

    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final Map<String, Scope> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Scope::word, Function.identity()));

    private static final Map<Scope, Set<Scope>> WITHIN = Arrays.stream(values())
            .collect(Collectors.toMap(
                    Function.identity(), Scope::findWithin, (one, _) -> one, () -> new EnumMap<>(Scope.class)));

    /** As clients write it: {@code admin:write:reports}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public boolean contains(Scope other) {
        return WITHIN.getOrDefault(this, Set.of()).contains(other);
    }

    private Set<Scope> findWithin() {
        var within = this == FOLLOW
                ? EnumSet.of(READ_FOLLOWS, READ_BLOCKS, READ_MUTES, WRITE_FOLLOWS, WRITE_BLOCKS, WRITE_MUTES)
                : EnumSet.noneOf(Scope.class);
        Arrays.stream(values())
                .filter(other -> other == this || other.name().startsWith(name() + "_"))
                .forEach(within::add);
        return within;
    }

    /** @throws Refusal Invalid for a word that is no scope, or none at all */
    public static Set<Scope> parse(String sent) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (var word : WORDS.split(sent.strip(), -1)) {
            var scope = BY_WORD.get(word);
            if (scope == null) {
                throw Refusal.invalid("scopes", "problem.scopes");
            }
            scopes.add(scope);
        }
        return scopes;
    }

    public static String format(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
    }
}
