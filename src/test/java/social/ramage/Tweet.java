package social.ramage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Posts of Twitter, as its formats write them. */
final class Tweet {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter API = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss Z uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ObjectNode json = JSON.createObjectNode();

    private Tweet() {}

    /** The number of a tweet that was written then; {@code more} tells those of one millisecond apart. */
    static long key(Instant at, int more) {
        return (at.toEpochMilli() - 1_288_834_974_657L) << 22 | more;
    }

    static Tweet flat(long key, String author, String text, Instant at) {
        var tweet = new Tweet();
        tweet.json
                .put("id", Long.toString(key))
                .put("created_at", API.format(at))
                .put("author", author)
                .put("lang", "fr")
                .put("text", text);
        tweet.json.putNull("in_reply_to");
        return tweet;
    }

    static Tweet status(long key, String text, Instant at) {
        var tweet = new Tweet();
        tweet.json
                .put("id", key)
                .put("id_str", Long.toString(key))
                .put("created_at", API.format(at))
                .put("lang", "fr")
                .put("text", text)
                .put("truncated", text.endsWith("…"));
        tweet.json.putNull("in_reply_to_status_id_str");
        return tweet;
    }

    Tweet answering(long key) {
        if (json.has("in_reply_to_status_id_str")) {
            json.put("in_reply_to_status_id_str", Long.toString(key));
        } else {
            json.putObject("in_reply_to").put("id", Long.toString(key)).put("author", "somebody");
        }
        return this;
    }

    Tweet passingOn(Tweet original) {
        json.set("retweeted_status", original.json);
        return this;
    }

    /** A line of a collection of statuses. */
    String by(String handle, String name, String bio) {
        var line = JSON.createObjectNode();
        line.set("status", json);
        line.putObject("user")
                .put("id_str", "1")
                .put("screen_name", handle)
                .put("name", name)
                .put("description", bio);
        return line.toString();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
