package social.ramage.intake.reading;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Twitter's API, version 1.1: {@code {"status": {...}, "user": {...}}} a line. */
final class StatusTweets implements JsonPosts.Shape {
    private final Instant now;

    StatusTweets(Instant now) {
        this.now = now;
    }

    static boolean fits(JsonNode json) {
        return json.path("status").isObject() && json.path("user").isObject();
    }

    @Override
    public ReadPost read(JsonNode json, Notes notes) {
        var status = json.path("status");
        var author = author(json.path("user"), notes);
        var retweeted = status.path("retweeted_status");
        return retweeted.isObject() ? boost(status, retweeted, author, notes) : post(status, author, notes);
    }

    private ReadPost boost(JsonNode status, JsonNode retweeted, ReadAuthor author, Notes notes) {
        // The user is left out of some collections; the text names them.
        var originalAuthor = retweeted.path("user").isObject()
                ? author(retweeted.path("user"), notes)
                : ReadAuthor.of(Tweets.passedOn(JsonPosts.text(status, "text")).handle());
        long key = Tweets.key(status, "id_str", "id");
        return new ReadPost(
                key,
                author,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(post(retweeted, originalAuthor, notes)),
                date(status, key));
    }

    private ReadPost post(JsonNode status, ReadAuthor author, Notes notes) {
        long key = Tweets.key(status, "id_str", "id");
        long parent = JsonPosts.key(status, "in_reply_to_status_id_str", "in_reply_to_status_id");
        return new ReadPost(
                key,
                author,
                notes.of(ReadText.ofPost(ReadText.unescape(JsonPosts.text(status, "text")))),
                Languages.find(JsonPosts.text(status, "lang")),
                parent == 0 ? Optional.empty() : Optional.of(parent),
                Optional.empty(),
                date(status, key));
    }

    private ReadDate date(JsonNode status, long key) {
        return ReadDate.parse(JsonPosts.text(status, "created_at"), key, ReadDate.API, now);
    }

    private static ReadAuthor author(JsonNode user, Notes notes) {
        return ReadAuthor.of(
                JsonPosts.text(user, "screen_name"),
                notes.of(ReadText.of(ReadText.unescape(JsonPosts.text(user, "name")))),
                notes.of(ReadText.of(ReadText.unescape(JsonPosts.text(user, "description")))));
    }
}
