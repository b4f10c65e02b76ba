package social.ramage.intake.reading;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What Twitter's formats have in common. */
final class Tweets {
    private static final Pattern PASSED_ON = Pattern.compile("RT @([A-Za-z0-9_]{1,30}): ?(.*)", Pattern.DOTALL);

    private Tweets() {}

    /** @throws Malformed when there is none */
    static long key(JsonNode json, String... names) {
        return needed(JsonPosts.key(json, names));
    }

    static long key(String digits) {
        return needed(find(digits));
    }

    /** @return 0 when that is no tweet's number */
    static long find(String digits) {
        return social.ramage.id.DecimalId.parse(digits).orElse(0L);
    }

    /** Who is passed on and what, as old clients wrote it: {@code RT @somebody: what they said}. */
    record PassedOn(String handle, String text) {}

    /** @throws Malformed when it does not say who is passed on */
    static PassedOn passedOn(String text) {
        var matcher = PASSED_ON.matcher(text);
        if (!matcher.matches()) {
            throw new Malformed("intake.bad.passed_on");
        }
        return new PassedOn(matcher.group(1), matcher.group(2));
    }

    private static long needed(long key) {
        if (key == 0) {
            throw new Malformed("intake.bad.no_id");
        }
        return key;
    }
}
