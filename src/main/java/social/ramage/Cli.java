package social.ramage;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import social.ramage.account.Handle;
import social.ramage.account.Scope;
import social.ramage.db.EmbeddedEngine;
import social.ramage.person.Email;
import social.ramage.person.Role;
import social.ramage.problem.Refusal;

/** The command line. The last line that a command prints is its answer; bad input is refused in one line, status 2. */
@Command(
        name = "ramage",
        description = "A conversation server that helps people welcome those who start to follow them.",
        subcommands = {
            Cli.Serve.class,
            Cli.DemoCommand.class,
            Cli.AccountCommand.class,
            Cli.TokenCommand.class,
            ImportCommand.class,
            Cli.SettingsCommand.class,
            Cli.RehearseCommand.class,
            Cli.Version.class
        })
final class Cli {
    private static final int BAD_INPUT = 2;

    /** The server that runs this command inside itself; null on a command line of its own. */
    private final @Nullable Ramage inside;

    private final List<String> arguments;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "say what this is and what it takes")
    boolean asksForHelp;

    private Cli(@Nullable Ramage inside, List<String> arguments) {
        this.inside = inside;
        this.arguments = arguments;
    }

    static void main(String[] arguments) {
        var out = new PrintWriter(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8);
        var plain = PlainServe.read(List.of(arguments));
        System.exit(plain.isPresent() ? serve(plain.get(), out) : run(null, List.of(arguments), out));
    }

    private static int serve(PlainServe plain, PrintWriter out) {
        try {
            return Server.run(Settings.from(plain.data(), System.getenv(), plain.given()), out);
        } catch (Exception failure) {
            return refuse(failure, out);
        }
    }

    static int run(@Nullable Ramage inside, List<String> arguments, PrintWriter out) {
        var commands = new CommandLine(new Cli(inside, arguments))
                .setOut(out)
                .setErr(out)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, _) -> {
                    out.println(failure.getMessage());
                    return BAD_INPUT;
                })
                .setExecutionExceptionHandler((failure, _, _) -> refuse(failure, out));
        return arguments.isEmpty() ? explain(commands, out) : commands.execute(arguments.toArray(String[]::new));
    }

    private static int explain(CommandLine commands, PrintWriter out) {
        commands.usage(out);
        return 0;
    }

    private static int refuse(Exception failure, PrintWriter out) {
        if (failure instanceof Refusal refusal) {
            out.println(refusal.problem().sentence().in(Locale.getDefault()));
            return BAD_INPUT;
        }
        if (failure instanceof Settings.Mistaken) {
            out.println(failure.getMessage());
            return BAD_INPUT;
        }
        out.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return 1;
    }

    static int explainCommand(CommandSpec spec) {
        spec.commandLine().usage(spec.commandLine().getOut());
        return BAD_INPUT;
    }

    /** How whoever asks from here sees progress best. */
    // Java 22 to 24 gave a console always; before and after it is null where nobody sits.
    @SuppressWarnings("SystemConsoleNull")
    static ProgressLine.Style progressStyle() {
        var console = System.console();
        return console != null && console.isTerminal() ? ProgressLine.Style.BAR : ProgressLine.Style.LINES;
    }

    /** Work on the data folder. */
    interface Work {
        /** @return the command's status */
        int run(Ramage ramage) throws Exception;
    }

    private int with(Path data, CommandSpec spec, Work work) throws Exception {
        return with(data, arguments, spec, work);
    }

    /**
     * Inside the server that holds the folder, or with the folder held here.
     *
     * @param sent what the server is asked, when it holds the folder
     */
    int with(Path data, List<String> sent, CommandSpec spec, Work work) throws Exception {
        if (inside != null) {
            return work.run(inside);
        }
        var folder = Folder.hold(data);
        if (folder.isEmpty()) {
            return Side.ask(data, sent, spec.commandLine().getOut());
        }
        try (var _ = folder.get();
                var ramage = Ramage.open(Settings.from(data, System.getenv(), Map.of()), Clock.systemUTC())) {
            return work.run(ramage);
        }
    }

    /** Where a command's data is. */
    static final class Data {
        @Option(names = "--data", defaultValue = "./data", description = "the data folder (default: ${DEFAULT-VALUE})")
        Path folder = Path.of("data");
    }

    @Command(name = "serve", description = "Start the server; an empty folder gets everything it needs.")
    static final class Serve implements Callable<Integer> {
        @CommandLine.Mixin
        Data data = new Data();

        @Option(names = "--host", description = "the address to listen on")
        @Nullable
        String host;

        @Option(names = "--port", description = "the port to listen on; the one above it is for health and metrics")
        @Nullable
        Integer port;

        @Option(names = "--url", description = "where people reach this server; fixed at the first start")
        @Nullable
        String url;

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return Server.run(
                    Settings.from(data.folder, System.getenv(), PlainServe.given(host, port, url)),
                    spec.commandLine().getOut());
        }
    }

    @Command(name = "demo", description = "Start a server in a throwaway folder, with a small made-up tribe.")
    static final class DemoCommand implements Callable<Integer> {
        @Option(
                names = "--port",
                defaultValue = "8080",
                description = "the port to listen on (default: ${DEFAULT-VALUE})")
        int port = 8080;

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return Server.demo(port, spec.commandLine().getOut());
        }
    }

    @Command(name = "account", description = "Accounts.", subcommands = AccountCreate.class)
    static final class AccountCommand implements Callable<Integer> {
        @ParentCommand
        @Nullable
        Cli cli;

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            return explainCommand(spec);
        }

        Cli cli() {
            return java.util.Objects.requireNonNull(cli);
        }
    }

    @Command(name = "create", description = "Make an account and, when it is new, its person; prints the id.")
    static final class AccountCreate implements Callable<Integer> {
        @ParentCommand
        @Nullable
        AccountCommand parent;

        @CommandLine.Mixin
        Data data = new Data();

        @Parameters(paramLabel = "HANDLE")
        String handle = "";

        @Option(names = "--email", required = true, description = "the person's e-mail address")
        String email = "";

        @Option(names = "--name", defaultValue = "", description = "the name that is shown")
        String name = "";

        @Option(names = "--owner", description = "the person may change the server's settings")
        boolean isOwner;

        @Option(names = "--locked", description = "a confidential account: followers need its yes")
        boolean isLocked;

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            var newcomer = new Newcomers.Newcomer(
                    Handle.parse(handle), Email.parse(email), name, "", isOwner ? Role.OWNER : Role.HOLDER, isLocked);
            return java.util.Objects.requireNonNull(parent).cli().with(data.folder, spec, ramage -> {
                spec.commandLine()
                        .getOut()
                        .println(new Newcomers(ramage).create(newcomer).id());
                return 0;
            });
        }
    }

    @Command(name = "token", description = "Make an access token for an account; prints it, this once.")
    static final class TokenCommand implements Callable<Integer> {
        @ParentCommand
        @Nullable
        Cli cli;

        @CommandLine.Mixin
        Data data = new Data();

        @Parameters(paramLabel = "HANDLE")
        String handle = "";

        @Option(
                names = "--scopes",
                defaultValue = "read write follow push",
                description = "what it may do (default: ${DEFAULT-VALUE})")
        String scopes = "";

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            var granted = Scope.parse(scopes);
            return java.util.Objects.requireNonNull(cli).with(data.folder, spec, ramage -> {
                var account = ramage.accounts
                        .find(handle)
                        .orElseThrow(() -> Refusal.invalid("handle", "problem.handle_unknown", handle));
                spec.commandLine()
                        .getOut()
                        .println(ramage.tokens.create(account, granted).value());
                return 0;
            });
        }
    }

    @Command(name = "settings", description = "List what can be set, with defaults and meanings.")
    static final class SettingsCommand implements Callable<Integer> {
        @CommandLine.Mixin
        Data data = new Data();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var _ = Settings.from(data.folder, System.getenv(), Map.of());
            spec.commandLine().getOut().print(Settings.manual());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    /** For the launcher: it lays ready what makes later starts short. */
    @Command(
            name = "rehearse",
            hidden = true,
            description = "Run a server for a moment, and unpack the database engine.")
    static final class RehearseCommand implements Callable<Integer> {
        @Parameters(paramLabel = "FOLDER")
        Path engine = Path.of("");

        @Override
        public Integer call() throws Exception {
            EmbeddedEngine.unpack(engine);
            Server.rehearse();
            return 0;
        }
    }

    @Command(name = "version", description = "Print the version.")
    static final class Version implements Callable<Integer> {
        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            spec.commandLine().getOut().println(Ramage.VERSION);
            return 0;
        }
    }
}
