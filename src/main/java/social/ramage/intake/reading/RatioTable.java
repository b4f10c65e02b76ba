package social.ramage.intake.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** FiveThirtyEight's tables of tweets: {@code created_at,text,url,replies,retweets,favorites,user}. */
final class RatioTable implements TablePosts.Shape {
    private static final List<String> COLUMNS = List.of("created_at", "text", "url", "user");

    private final Instant now;

    RatioTable(Instant now) {
        this.now = now;
    }

    static boolean fits(Collection<String> columns) {
        return columns.containsAll(COLUMNS);
    }

    @Override
    public ReadPost read(TablePosts.Fields fields, Notes notes) {
        var url = fields.get("url");
        long key = Tweets.key(url.substring(url.lastIndexOf('/') + 1));
        return new ReadPost(
                key,
                ReadAuthor.of(fields.get("user")),
                notes.of(ReadText.ofPost(ReadText.unescape(fields.get("text")))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReadDate.parse(fields.get("created_at"), key, ReadDate.TABLE, now));
    }
}
