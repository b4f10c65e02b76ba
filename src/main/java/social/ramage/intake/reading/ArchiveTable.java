package social.ramage.intake.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The table {@code tweets.csv} of Twitter's own archives. It does not name its owner: whoever reads it must know. A
 * retweet is there as its text, which may be cut, with the number and the date of what it passes on.
 */
final class ArchiveTable implements TablePosts.Shape {
    private static final String ID = "tweet_id";
    private static final List<String> COLUMNS = List.of(
            ID,
            "in_reply_to_status_id",
            "timestamp",
            "text",
            "retweeted_status_id",
            "retweeted_status_timestamp",
            "expanded_urls");

    private final ReadAuthor owner;
    private final Instant now;

    ArchiveTable(ReadAuthor owner, Instant now) {
        this.owner = owner;
        this.now = now;
    }

    static boolean fits(Collection<String> columns) {
        return columns.containsAll(COLUMNS);
    }

    @Override
    public ReadPost read(TablePosts.Fields fields, Notes notes) {
        long key = Tweets.key(fields.get(ID));
        var text = ReadText.unescape(fields.get("text"));
        long retweeted = Tweets.find(fields.get("retweeted_status_id"));
        long parent = Tweets.find(fields.get("in_reply_to_status_id"));
        var original =
                retweeted == 0 ? Optional.<ReadPost>empty() : Optional.of(original(retweeted, text, fields, notes));
        return new ReadPost(
                key,
                owner,
                original.isPresent() ? "" : notes.of(ReadText.ofPost(text)),
                Optional.empty(),
                parent == 0 || original.isPresent() ? Optional.empty() : Optional.of(parent),
                original,
                ReadDate.parse(fields.get("timestamp"), key, ReadDate.ARCHIVE, now));
    }

    /** Who wrote the archive, as far as this row tells: the address of its own tweet, which pictures have. */
    static Optional<String> owner(TablePosts.Fields fields) {
        var address =
                Pattern.compile("https://twitter\\.com/(\\w{1,30})/status/" + Pattern.quote(fields.get(ID)) + "\\b");
        var found = address.matcher(fields.get("expanded_urls"));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private ReadPost original(long key, String text, TablePosts.Fields fields, Notes notes) {
        var passedOn = Tweets.passedOn(text);
        return new ReadPost(
                key,
                ReadAuthor.of(passedOn.handle()),
                notes.of(ReadText.ofPost(passedOn.text())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReadDate.parse(fields.get("retweeted_status_timestamp"), key, ReadDate.ARCHIVE, now));
    }
}
