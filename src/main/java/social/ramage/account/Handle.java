package social.ramage.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import social.ramage.problem.Refusal;

/** The name that an account is mentioned by, in the case that its holder chose. */
public record Handle(String value) {
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "api",
            "contact",
            "everyone",
            "help",
            "here",
            "hostmaster",
            "info",
            "mail",
            "me",
            "moderation",
            "moderator",
            "moderators",
            "mods",
            "nobody",
            "noreply",
            "no_reply",
            "notices",
            "null",
            "oauth",
            "official",
            "owner",
            "postmaster",
            "privacy",
            "ramage",
            "root",
            "security",
            "settings",
            "staff",
            "support",
            "sysadmin",
            "system",
            "team",
            "undefined",
            "webmaster",
            "www");

    static final int LENGTH_MAX = 30;

    /** @throws Refusal Invalid, unless 1 to {@value #LENGTH_MAX} of a to z, 0 to 9 and underscore */
    public static Handle parse(String sent) {
        if (!isPlain(sent)) {
            throw Refusal.invalid("handle", "problem.handle", LENGTH_MAX);
        }
        return new Handle(sent);
    }

    /** The handle that is nearest to a name from elsewhere, and not more than that: it may be taken. */
    public static Handle near(String name) {
        var apart = Normalizer.normalize(name, Normalizer.Form.NFKD);
        var near = new StringBuilder();
        for (int i = 0; i < apart.length() && near.length() < LENGTH_MAX; i++) {
            char c = apart.charAt(i);
            if (isPart(c)) {
                near.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && !Character.isLowSurrogate(c)) {
                near.append('_');
            }
        }
        return new Handle(near.isEmpty() ? "_" : near.toString());
    }

    /** This handle with something at its end, cut so that it has room. */
    Handle with(String end) {
        int room = LENGTH_MAX - 1 - end.length();
        return new Handle(value.substring(0, Math.min(value.length(), room)) + "_" + end);
    }

    /** Whether it can be a handle or the beginning of one: nobody needs to look for anything else. */
    static boolean isPlain(String text) {
        return !text.isEmpty() && text.length() <= LENGTH_MAX && text.chars().allMatch(Handle::isPart);
    }

    /** Names that speak for the place itself, or for those who run it: nobody takes them by signing up. */
    public boolean isReserved() {
        return RESERVED.contains(key());
    }

    /** Handles that differ in case only are one. */
    public String key() {
        return key(value);
    }

    public static String key(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(int c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public String toString() {
        return value;
    }
}
