package social.ramage.account;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * An account for somebody from elsewhere, before it is one.
 *
 * @param isNameCut whether the name was too long; whoever brings it tells so
 * @param isBioCut the same for the bio
 */
public record BroughtAccount(Handle handle, Account.Profile profile, boolean isNameCut, boolean isBioCut) {
    /** @param handle as it was elsewhere; here it becomes the nearest that can be one */
    public static BroughtAccount of(String handle, String name, String bio) {
        return new BroughtAccount(
                Handle.near(handle),
                new Account.Profile(cut(name, Accounts.NAME_MAX), cut(bio, Accounts.BIO_MAX)),
                name.length() > Accounts.NAME_MAX,
                bio.length() > Accounts.BIO_MAX);
    }

    /** Between two characters as people see them. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int end = breaks.isBoundary(max) ? max : breaks.preceding(max);
        return text.substring(0, end);
    }
}
