package social.ramage.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where somebody wanted to go before they had to sign in. */
final class Next {
    private static final int UNITS_MAX = 8_000;
    private static final String HOME = "/settings";

    private Next() {}

    /** A path of ours, whatever was sent: nobody is led elsewhere by a link to this page. */
    static String of(String sent) {
        boolean isOurs = sent.startsWith("/")
                && !sent.startsWith("//")
                && sent.length() <= UNITS_MAX
                && sent.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        return isOurs ? sent : HOME;
    }

    static String signIn(String next) {
        return "/sign-in?next=" + URLEncoder.encode(of(next), StandardCharsets.UTF_8);
    }
}
