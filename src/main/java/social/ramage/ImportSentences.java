package social.ramage;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import social.ramage.intake.Report;
import social.ramage.intake.reading.Note;
import social.ramage.problem.Sentence;

/** Tells what an import did: the lines that could not be used, what was taken otherwise, and the sum as the last line. */
final class ImportSentences {
    private final PrintWriter out;

    ImportSentences(PrintWriter out) {
        this.out = out;
    }

    /** @return the command's status */
    int tell(Report report, Duration elapsed) {
        for (var bad : report.bad().first()) {
            say("intake.bad_line", bad.number(), bad.reason().in(Locale.getDefault()));
        }
        long more = report.bad().count() - report.bad().first().size();
        if (more > 0) {
            say("intake.bad_more", more);
        }
        report.notes().forEach((note, count) -> say(key(note), count));
        boolean isWhole = report.end() == Report.End.WHOLE;
        if (!isWhole) {
            say("intake.broken_off");
        }
        sum(report, elapsed.toMillis() / 1_000.0);
        return isWhole ? 0 : 1;
    }

    private void sum(Report report, double seconds) {
        long bad = report.bad().count();
        switch (report.counts()) {
            case Report.Counts.Graph(long accounts, long follows, long repeated, long loops) ->
                say(
                        "intake.sum.graph",
                        follows,
                        accounts,
                        repeated,
                        loops,
                        bad,
                        seconds,
                        rate(follows + repeated, seconds));
            case Report.Counts.Posts(long accounts, long posts, long boosts, long answers, long repeated) ->
                say(
                        "intake.sum.posts",
                        posts,
                        boosts,
                        accounts,
                        answers,
                        repeated,
                        bad,
                        seconds,
                        rate(posts + boosts + repeated, seconds));
        }
    }

    private static String key(Note note) {
        return switch (note) {
            case OTHER_ENCODING -> "intake.note.other_encoding";
            case CHARACTERS_REPLACED -> "intake.note.characters_replaced";
            case HANDLE_CHANGED -> "intake.note.handle_changed";
            case NAME_CUT -> "intake.note.name_cut";
            case BIO_CUT -> "intake.note.bio_cut";
        };
    }

    private static long rate(long count, double seconds) {
        return Math.round(count / Math.max(seconds, 0.001));
    }

    private void say(String key, Object... values) {
        out.println(Sentence.of(key, values).in(Locale.getDefault()));
    }
}
