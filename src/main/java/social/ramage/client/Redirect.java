package social.ramage.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import social.ramage.problem.Refusal;

/** Where people are sent with a code: an address of a web page, or of a program on their machine. */
public record Redirect(String value) {
    /** The code is shown for copying instead (RFC 6749 has no word for it; clients without a browser use it). */
    public static final Redirect SHOWN = new Redirect("urn:ietf:wg:oauth:2.0:oob");

    private static final int UNITS_MAX = 2_000;
    /** What a browser would run instead of going there. */
    private static final Set<String> RUN = Set.of("javascript", "data", "vbscript");

    /** @throws Refusal Invalid when nobody can be sent there */
    public static Redirect parse(String sent) {
        if (sent.equals(SHOWN.value)) {
            return SHOWN;
        }
        try {
            var uri = new URI(sent);
            boolean isGood = sent.length() <= UNITS_MAX
                    && uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && !RUN.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && (!isWeb(uri) || uri.getHost() != null);
            if (isGood) {
                return new Redirect(sent);
            }
        } catch (URISyntaxException _) {
            // Said below, as for every other address that cannot be used.
        }
        throw Refusal.invalid("redirect_uris", "problem.redirect");
    }

    public boolean isShown() {
        return equals(SHOWN);
    }

    /** What a page must be allowed to send a form on to: an origin, or the scheme of a program. */
    public String source() {
        var uri = URI.create(value);
        return isWeb(uri) ? uri.getScheme() + "://" + uri.getRawAuthority() : uri.getScheme() + ":";
    }

    private static boolean isWeb(URI uri) {
        return uri.getScheme().equalsIgnoreCase("http") || uri.getScheme().equalsIgnoreCase("https");
    }
}
