package social.ramage.intake;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import social.ramage.db.Database;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.intake.reading.Ahead;
import social.ramage.intake.reading.Batch;
import social.ramage.intake.reading.PostFile;

/** Brings in one file of posts: first its authors, then what they wrote. */
final class PostsIntake {
    /** Lines looked through for authors in one go; most hold nobody new. */
    private static final int AUTHORS_LINES = 500;

    private static final int LINES_MIN = 200;
    private static final int LINES_MAX = 2_000;

    private final Database db;
    private final Events events;
    private final Authors authors;
    private final AuthorAccounts accounts;
    private final PostsWriter writer;
    private final Pace pace = new Pace(LINES_MIN, LINES_MAX);
    private final Telling telling = new Telling();
    private long read;
    private long described;
    private Report.Counts.Posts counts = Report.Counts.Posts.NONE;

    PostsIntake(Database db, Events events, Authors authors, AuthorAccounts accounts, PostsWriter writer) {
        this.db = db;
        this.events = events;
        this.authors = authors;
        this.accounts = accounts;
        this.writer = writer;
    }

    Report run(PostFile file, Progress progress) throws IOException {
        try {
            boolean isWhole = authors(file, progress) && posts(file, progress);
            return telling.report(counts, isWhole ? Report.End.WHOLE : Report.End.BROKEN_OFF);
        } finally {
            if (counts.hasNew() || described > 0) {
                events.change(tx -> {
                    events.append(tx, new Event.Imported());
                    return counts;
                });
            }
        }
    }

    private boolean authors(PostFile file, Progress progress) throws IOException {
        try (var ahead = new Ahead<>(file.read(), post -> post, () -> AUTHORS_LINES)) {
            boolean isWhole = ahead.forEach(batch -> {
                placed(authors.read(batch.items(), accounts));
                return progress.at(Progress.Stage.AUTHORS, batch.part(), counts.accounts());
            });
            if (isWhole) {
                placed(authors.end(accounts));
            }
            return isWhole;
        }
    }

    private boolean posts(PostFile file, Progress progress) throws IOException {
        try (var ahead = new Ahead<>(file.read(), Coming::of, pace::size)) {
            return ahead.forEach(batch -> {
                bring(batch);
                return progress.at(Progress.Stage.POSTS, batch.part(), read);
            });
        }
    }

    private void bring(Batch<List<Coming>> batch) {
        boolean isFirst = read == 0;
        var coming = batch.items().stream().flatMap(List::stream).toList();
        var waited = new AtomicInteger();
        var written = events.change(tx -> {
            var done = writer.write(tx, coming, isFirst);
            waited.set(db.writesWaiting());
            return done;
        });
        pace.after(waited.get());
        accounts.keep(written.found());
        counts = counts.plus(written.counts());
        telling.add(batch);
        telling.add(written.found().placed().notes());
        read += batch.items().size();
    }

    private void placed(Placed placed) {
        counts = counts.plus(new Report.Counts.Posts(placed.made(), 0, 0, 0, 0));
        described += placed.described();
        telling.add(placed.notes());
    }
}
