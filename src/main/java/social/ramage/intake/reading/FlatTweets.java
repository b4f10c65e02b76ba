package social.ramage.intake.reading;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One flat object a post: {@code id}, {@code created_at}, {@code author}, {@code text}, {@code in_reply_to}, ... */
final class FlatTweets implements JsonPosts.Shape {
    private final Instant now;

    FlatTweets(Instant now) {
        this.now = now;
    }

    static boolean fits(JsonNode json) {
        return json.has("id")
                && json.has("created_at")
                && json.has("text")
                && json.path("author").isString();
    }

    @Override
    public ReadPost read(JsonNode json, Notes notes) {
        long key = Tweets.key(json, "id");
        long parent = JsonPosts.key(json.path("in_reply_to"), "id");
        return new ReadPost(
                key,
                ReadAuthor.of(JsonPosts.text(json, "author")),
                // This format holds what was written, with nothing escaped.
                notes.of(ReadText.ofPost(JsonPosts.text(json, "text"))),
                Languages.find(JsonPosts.text(json, "lang")),
                parent == 0 ? Optional.empty() : Optional.of(parent),
                Optional.empty(),
                ReadDate.parse(JsonPosts.text(json, "created_at"), key, ReadDate.API, now));
    }
}
