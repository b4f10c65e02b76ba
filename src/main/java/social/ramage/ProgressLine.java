package social.ramage;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import social.ramage.intake.Progress;
import social.ramage.problem.Sentence;

/** Shows how far an import is: on a terminal as one line that is written again and again, else as a line now and then. */
final class ProgressLine implements Progress {
    enum Style {
        BAR,
        LINES
    }

    private static final Duration BAR_EVERY = Duration.ofMillis(100);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    /** Narrow enough for any terminal, or the line would wrap and not be written over. */
    private static final int WIDTH = 78;

    private static final int BAR_WIDTH = 24;

    private final PrintWriter out;
    private final Style style;
    private final long begun = System.nanoTime();
    private long shown = begun;

    ProgressLine(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public boolean at(Stage stage, double part, long count) {
        long now = System.nanoTime();
        var every = style == Style.BAR ? BAR_EVERY : LINE_EVERY;
        if (now - shown >= every.toNanos()) {
            shown = now;
            show(stage, part, count);
        }
        // Whoever asked for the import may have left, and then it ends: it can be run again.
        return !out.checkError();
    }

    /** Makes room for the answer. */
    void end() {
        if (style == Style.BAR && shown != begun) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }

    private void show(Stage stage, double part, long count) {
        var key = switch (stage) {
            case AUTHORS -> "intake.stage.authors";
            case POSTS -> "intake.stage.posts";
            case FOLLOWS -> "intake.stage.follows";
        };
        var text = Sentence.of(key, part, count).in(Locale.getDefault());
        switch (style) {
            case BAR -> {
                int filled = (int) (part * BAR_WIDTH);
                var line = "[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + text;
                out.print("\r" + (line + " ".repeat(WIDTH)).substring(0, WIDTH));
                out.flush();
            }
            case LINES -> out.println(text);
        }
    }
}
