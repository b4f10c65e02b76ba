package social.ramage.intake;

import java.io.IOException;
import java.util.List;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.intake.reading.Ahead;
import social.ramage.intake.reading.Batch;
import social.ramage.intake.reading.PostFile;

/** Brings in one file of posts: first its authors, then what they wrote. */
final class PostsIntake {
    /** Lines in one transaction; a retweet is two posts. */
    private static final int BATCH = 500;

    private final Events events;
    private final Authors authors;
    private final AuthorAccounts accounts;
    private final PostsWriter writer;
    private final Telling telling = new Telling();
    private long read;
    private Report.Counts.Posts counts = Report.Counts.Posts.NONE;

    PostsIntake(Events events, Authors authors, AuthorAccounts accounts, PostsWriter writer) {
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
            if (counts.hasNew()) {
                events.change(tx -> {
                    events.append(tx, new Event.Imported());
                    return counts;
                });
            }
        }
    }

    private boolean authors(PostFile file, Progress progress) throws IOException {
        try (var ahead = new Ahead<>(file.read(), post -> post, BATCH)) {
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
        try (var ahead = new Ahead<>(file.read(), Coming::of, BATCH)) {
            return ahead.forEach(batch -> {
                bring(batch);
                return progress.at(Progress.Stage.POSTS, batch.part(), read);
            });
        }
    }

    private void bring(Batch<List<Coming>> batch) {
        boolean isFirst = read == 0;
        var coming = batch.items().stream().flatMap(List::stream).toList();
        var written = events.change(tx -> writer.write(tx, coming, isFirst));
        accounts.keep(written.found());
        counts = counts.plus(written.counts());
        telling.add(batch);
        telling.add(written.found().placed().notes());
        read += batch.items().size();
    }

    private void placed(Placed placed) {
        counts = counts.plus(new Report.Counts.Posts(placed.made(), 0, 0, 0, 0));
        telling.add(placed.notes());
    }
}
