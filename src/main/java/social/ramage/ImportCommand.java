package social.ramage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import social.ramage.intake.Intake;
import social.ramage.intake.Report;
import social.ramage.intake.reading.Edge;

/** Brings in what is in files from elsewhere. */
@Command(
        name = "import",
        description = {
            "Bring in a graph of follows, or posts, from a file.",
            "",
            "A file may be as it is or packed by gzip or xz. What is here already is left alone, so an import that was"
                    + " broken off is run again to bring the rest."
        },
        subcommands = {ImportCommand.Graph.class, ImportCommand.Posts.class})
final class ImportCommand implements Callable<Integer> {
    @ParentCommand
    @Nullable
    Cli cli;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Cli.explainCommand(spec);
    }

    /** What both take. */
    static final class File {
        @CommandLine.Mixin
        Cli.Data data = new Cli.Data();

        @Parameters(paramLabel = "FILE")
        Path path = Path.of("");

        @Option(names = "--progress", hidden = true)
        ProgressLine.@Nullable Style progress;

        /** The server that runs this has another working folder, and no terminal. */
        List<String> sent(String what, String... more) {
            var sent = new ArrayList<>(List.of("import", what, absolute().toString()));
            sent.addAll(List.of("--progress", style().name()));
            sent.addAll(List.of(more));
            return sent;
        }

        Path absolute() {
            return path.toAbsolutePath();
        }

        ProgressLine.Style style() {
            return progress == null ? Cli.progressStyle() : progress;
        }
    }

    private interface Work {
        Report run(Intake intake, ProgressLine progress);
    }

    private int run(File file, List<String> sent, CommandSpec asked, Work work) throws Exception {
        return Objects.requireNonNull(cli).with(file.data.folder, sent, asked, ramage -> {
            var out = asked.commandLine().getOut();
            var progress = new ProgressLine(out, file.style());
            var report = work.run(ramage.intake, progress);
            progress.end();
            return new ImportSentences(out).tell(report, progress.elapsed());
        });
    }

    @Command(
            name = "graph",
            description = {
                "Bring in a graph: an account for each node and a follow for each edge.",
                "",
                "FILE has two nodes a line, numbers or names, with spaces, a tab or a comma between. Lines that begin"
                        + " with # or %% are comments. Edges that are there twice and nodes that follow themselves do"
                        + " no harm."
            })
    static final class Graph implements Callable<Integer> {
        @ParentCommand
        @Nullable
        ImportCommand parent;

        @CommandLine.Mixin
        File file = new File();

        @Option(
                names = "--direction",
                required = true,
                converter = Directions.class,
                description = "which node of a line comes first: follower-followee or followee-follower")
        Edge.Direction direction = Edge.Direction.FOLLOWER_FOLLOWEE;

        @Option(
                names = "--prefix",
                defaultValue = "n",
                description =
                        "what stands before a number to make a handle (default: ${DEFAULT-VALUE}); names stay as they"
                                + " are")
        String prefix = "n";

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return Objects.requireNonNull(parent)
                    .run(
                            file,
                            file.sent("graph", "--direction", Directions.text(direction), "--prefix", prefix),
                            spec,
                            (intake, progress) ->
                                    intake.graph(new Intake.GraphFile(file.absolute(), direction, prefix), progress));
        }
    }

    /** As people write them, with a hyphen. */
    static final class Directions implements CommandLine.ITypeConverter<Edge.Direction> {
        @Override
        public Edge.Direction convert(String sent) {
            for (var direction : Edge.Direction.values()) {
                if (text(direction).equals(sent)) {
                    return direction;
                }
            }
            throw new CommandLine.TypeConversionException("must be follower-followee or followee-follower");
        }

        static String text(Edge.Direction direction) {
            return direction.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Command(
            name = "posts",
            description = {
                "Bring in posts with their dates, their authors, and what they pass on.",
                "",
                "FILE has tweets, in a format that is found by looking into it: JSON lines with id, created_at, author"
                        + " and text; JSON lines with a status and a user of Twitter's API 1.1; a table with"
                        + " created_at, text, url and user; or the tweets.csv of a Twitter archive."
            })
    static final class Posts implements Callable<Integer> {
        @ParentCommand
        @Nullable
        ImportCommand parent;

        @CommandLine.Mixin
        File file = new File();

        @Option(
                names = "--onto-graph",
                description = "give the posts to the accounts of an imported graph: the author with most posts becomes"
                        + " the account with most followers, and so on, from the start again when accounts run out")
        boolean isOntoGraph;

        @Option(names = "--author", description = "whose posts these are, for a table that does not say so")
        @Nullable
        String author;

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            var more = new ArrayList<String>();
            if (isOntoGraph) {
                more.add("--onto-graph");
            }
            if (author != null) {
                more.addAll(List.of("--author", author));
            }
            var onto = isOntoGraph ? Intake.Onto.GRAPH : Intake.Onto.THEIR_OWN;
            return Objects.requireNonNull(parent)
                    .run(
                            file,
                            file.sent("posts", more.toArray(String[]::new)),
                            spec,
                            (intake, progress) -> intake.posts(
                                    new Intake.PostsFile(file.absolute(), onto, Optional.ofNullable(author)),
                                    progress));
        }
    }
}
