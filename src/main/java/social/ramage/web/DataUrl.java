package social.ramage.web;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Addresses that are what they lead to (RFC 2397), as far as clients send files in them: in Base64. */
final class DataUrl {
    private static final String BEGIN = "data:";
    private static final String BASE64 = ";base64";
    private static final int HEAD_MAX = 200;

    private DataUrl() {}

    /** @return nothing when it is none */
    static Optional<Params.File> read(String url) {
        int comma = url.indexOf(',');
        if (comma < BEGIN.length() || comma > HEAD_MAX || !url.regionMatches(true, 0, BEGIN, 0, BEGIN.length())) {
            return Optional.empty();
        }
        var head = url.substring(BEGIN.length(), comma).toLowerCase(Locale.ROOT);
        if (!head.endsWith(BASE64)) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(url.substring(comma + 1).strip());
            return Optional.of(new Params.File(head.substring(0, head.length() - BASE64.length()), bytes));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
