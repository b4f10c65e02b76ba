package social.ramage.intake.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.problem.Refusal;

/** A file of posts, the format of which was found by looking into it. It can be read more than once. */
public final class PostFile {
    /** Lines looked at to find the format, since the first may be a bad one. */
    private static final int LINES_LOOKED_AT = 100;

    /** Rows looked at to find whose archive it is. */
    private static final int ROWS_LOOKED_AT = 100_000;

    private static final String SOURCE = "twitter";

    private static final Optional<Format> NONE = Optional.empty();

    private final Path path;
    private final Format format;
    private final Optional<ReadAuthor> owner;
    private final Instant now;

    private enum Format {
        FLAT_JSON,
        STATUS_JSON,
        RATIO_TABLE,
        ARCHIVE_TABLE
    }

    private PostFile(Path path, Format format, Optional<ReadAuthor> owner, Instant now) {
        this.path = path;
        this.format = format;
        this.owner = owner;
        this.now = now;
    }

    /**
     * @param owner whose posts these are, where a file does not say so itself
     * @param now no post can be younger
     * @throws Refusal Invalid when there is no such file, it cannot be unpacked, or it has none of the known formats
     */
    public static PostFile look(Path path, Optional<String> owner, Instant now) throws IOException {
        var format = format(path);
        var known = format == Format.ARCHIVE_TABLE ? Optional.of(owner(path, owner)) : Optional.<ReadAuthor>empty();
        return new PostFile(path, format, known, now);
    }

    /** Where the posts are from: their keys are told apart by it. The same post in two files is one post. */
    public String source() {
        return SOURCE;
    }

    public Records<ReadPost> read() throws IOException {
        var lines = Lines.open(path);
        return switch (format) {
            case FLAT_JSON -> new JsonPosts(lines, new FlatTweets(now));
            case STATUS_JSON -> new JsonPosts(lines, new StatusTweets(now));
            case RATIO_TABLE -> new TablePosts(lines, new RatioTable(now));
            case ARCHIVE_TABLE -> new TablePosts(lines, new ArchiveTable(owner.orElseThrow(), now));
        };
    }

    private static Format format(Path path) throws IOException {
        try (var lines = Lines.open(path)) {
            boolean isFirst = true;
            for (int i = 0; i < LINES_LOOKED_AT; i++) {
                var line = lines.next();
                if (line == null) {
                    break;
                }
                if (line instanceof Line.Whole whole && !whole.isBlank()) {
                    var format = isObject(whole) ? formatOfJson(whole) : isFirst ? formatOfTable(whole) : NONE;
                    if (format.isPresent()) {
                        return format.get();
                    }
                    isFirst = false;
                }
            }
        }
        throw Refusal.invalid("file", "intake.format", path);
    }

    private static boolean isObject(Line.Whole line) {
        return line.bytes()[line.start()] == '{';
    }

    private static Optional<Format> formatOfJson(Line.Whole line) {
        try {
            var json = JsonPosts.parse(line);
            if (StatusTweets.fits(json)) {
                return Optional.of(Format.STATUS_JSON);
            }
            return FlatTweets.fits(json) ? Optional.of(Format.FLAT_JSON) : NONE;
        } catch (Malformed _) {
            // Counted when it is read for its post; here another line is asked.
            return NONE;
        }
    }

    private static Optional<Format> formatOfTable(Line.Whole line) {
        var columns = CsvRows.split(line.text().orElseGet(line::textOtherwise));
        if (ArchiveTable.fits(columns)) {
            return Optional.of(Format.ARCHIVE_TABLE);
        }
        return RatioTable.fits(columns) ? Optional.of(Format.RATIO_TABLE) : NONE;
    }

    private static ReadAuthor owner(Path path, Optional<String> given) throws IOException {
        var handle = given.isPresent() ? given.map(it -> it.replaceFirst("^@", "")) : ownerIn(path);
        return handle.map(ReadAuthor::of).orElseThrow(() -> Refusal.invalid("author", "intake.author", path));
    }

    private static Optional<String> ownerIn(Path path) throws IOException {
        try (var rows = new CsvRows(Lines.open(path))) {
            var placeByColumn = TablePosts.places(List.of());
            for (int i = 0; i < ROWS_LOOKED_AT; i++) {
                switch (rows.next()) {
                    case null -> {
                        return Optional.empty();
                    }
                    case CsvRows.Row.Bad _ -> {
                        // Other rows may tell.
                    }
                    case CsvRows.Row.Good row -> {
                        if (placeByColumn.isEmpty()) {
                            placeByColumn = TablePosts.places(row.fields());
                        } else {
                            var owner = ArchiveTable.owner(new TablePosts.Fields(placeByColumn, row.fields()));
                            if (owner.isPresent()) {
                                return owner;
                            }
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}
