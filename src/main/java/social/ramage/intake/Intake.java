package social.ramage.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.event.Events;
import social.ramage.follow.Follows;
import social.ramage.id.Ids;
import social.ramage.intake.reading.Edge;
import social.ramage.intake.reading.EdgeRecords;
import social.ramage.intake.reading.PostFile;
import social.ramage.post.Posts;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

/** The only way in for files from elsewhere. One at a time, since each takes all that the writer can spare. */
public final class Intake {
    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Follows follows;
    private final Posts posts;
    private final Ids ids;
    private final Clock clock;
    private final BooleanSupplier hasOthers;
    private final IntakeStore store = new IntakeStore();
    private final Semaphore one = new Semaphore(1);

    /** @param hasOthers whether somebody else may want to write meanwhile */
    public Intake(
            Database db,
            Events events,
            Accounts accounts,
            Follows follows,
            Posts posts,
            Ids ids,
            Clock clock,
            BooleanSupplier hasOthers) {
        this.db = db;
        this.events = events;
        this.accounts = accounts;
        this.follows = follows;
        this.posts = posts;
        this.ids = ids;
        this.clock = clock;
        this.hasOthers = hasOthers;
    }

    /** @param prefix stands before a node's number to make its account's handle; a name is its own */
    public record GraphFile(Path path, Edge.Direction direction, String prefix) {}

    /** Whose accounts the authors get. */
    public enum Onto {
        THEIR_OWN,
        GRAPH
    }

    /** @param owner whose posts these are, where a file does not say so itself */
    public record PostsFile(Path path, Onto onto, Optional<String> owner) {}

    /**
     * Makes an account for each node and a follow for each edge. Nodes that an earlier graph had under the same key are
     * the same accounts.
     *
     * @throws Refusal Invalid when the file cannot be read; Unavailable while another import runs
     */
    public Report graph(GraphFile file, Progress progress) {
        return alone(() -> new GraphIntake(db, events, accounts, follows, ids, hasOthers.getAsBoolean())
                .run(EdgeRecords.open(file.path, file.direction, file.prefix), progress));
    }

    /**
     * Brings the posts with their dates, their authors, and what they pass on.
     *
     * @throws Refusal Invalid when the file cannot be read, or no graph is there to bring it onto; Unavailable while
     *     another import runs
     */
    public Report posts(PostsFile file, Progress progress) {
        return alone(() -> {
            var read = PostFile.look(file.path, file.owner, clock.instant());
            var authors = authors(file.onto);
            var known = new AuthorAccounts(store, read.source(), authors);
            var writer = new PostsWriter(events, posts, known, store, read.source());
            return new PostsIntake(db, events, authors, known, writer).run(read, progress);
        });
    }

    private Authors authors(Onto onto) {
        return switch (onto) {
            case THEIR_OWN -> new OwnAuthors(events, accounts);
            case GRAPH -> {
                var byFollowers = new GraphAccounts(db, accounts, store).byFollowers();
                if (byFollowers.length == 0) {
                    throw Refusal.invalid("onto-graph", "intake.no_graph");
                }
                yield new GraphAuthors(events, byFollowers);
            }
        };
    }

    private interface Work {
        Report run() throws IOException;
    }

    private Report alone(Work work) {
        if (!one.tryAcquire()) {
            throw new Refusal(Problem.unavailable("intake.busy"));
        }
        try {
            return work.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.getMessage(), failure);
        } finally {
            one.release();
        }
    }
}
