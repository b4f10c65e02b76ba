package social.ramage.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import social.ramage.problem.Refusal;

/** What a token may do. */
public enum Scope {
    READ,
    WRITE,
    FOLLOW,
    PUSH;

    /** @throws Refusal Invalid for a word that is no scope, or none at all */
    public static Set<Scope> parse(String sent) {
        try {
            return Arrays.stream(sent.strip().split("\\s+"))
                    .map(word -> valueOf(word.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid("scopes", "problem.scopes");
        }
    }

    static String format(Set<Scope> scopes) {
        return scopes.stream()
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
