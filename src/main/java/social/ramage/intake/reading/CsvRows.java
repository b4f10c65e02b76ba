package social.ramage.intake.reading;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.ramage.problem.Sentence;

/**
 * The rows of a table with commas between and quotes around what needs them (RFC 4180), which may go over several
 * lines. After a row that makes no sense reading goes on with the very next line, so that one stray quote costs one row
 * and not the rest of the file.
 */
final class CsvRows implements AutoCloseable {
    /** A quote that is not closed within so many lines is a stray one. */
    private static final int LINES_MAX = 100;

    private final Lines lines;
    /** Lines that were read in vain as parts of a row. */
    private final Deque<TextLine> again = new ArrayDeque<>();

    private int columns;

    sealed interface Row {
        record Good(long number, List<String> fields, boolean isOtherEncoding) implements Row {}

        record Bad(long number, Sentence reason) implements Row {}
    }

    private sealed interface TextLine {
        record Text(long number, String text, boolean isOtherEncoding) implements TextLine {}

        record Broken(long number, Sentence reason) implements TextLine {}
    }

    CsvRows(Lines lines) {
        this.lines = lines;
    }

    /** Rows must have as many columns as the first one. @return null at the end */
    @Nullable
    Row next() throws IOException {
        while (true) {
            switch (take()) {
                case null -> {
                    return null;
                }
                case TextLine.Broken(long number, var reason) -> {
                    return new Row.Bad(number, reason);
                }
                case TextLine.Text first -> {
                    if (!first.text.isBlank()) {
                        return row(first);
                    }
                }
            }
        }
    }

    double part() {
        return lines.part();
    }

    @Override
    public void close() {
        lines.close();
    }

    private Row row(TextLine.Text first) throws IOException {
        var text = new StringBuilder(first.text);
        var more = new ArrayList<TextLine>(0);
        boolean isOtherEncoding = first.isOtherEncoding;
        boolean isOpen = hasOddQuotes(first.text);
        while (isOpen && more.size() < LINES_MAX) {
            var line = take();
            if (line == null) {
                break;
            }
            more.add(line);
            if (!(line instanceof TextLine.Text(var _, var next, var other))) {
                break;
            }
            text.append('\n').append(next);
            isOtherEncoding |= other;
            isOpen ^= hasOddQuotes(next);
        }
        var fields = isOpen ? List.<String>of() : split(text);
        if (columns == 0) {
            columns = fields.size();
        }
        if (fields.size() != columns || columns == 0) {
            more.reversed().forEach(again::addFirst);
            var reason = isOpen
                    ? Sentence.of("intake.bad.quote")
                    : Sentence.of("intake.bad.columns", columns, fields.size());
            return new Row.Bad(first.number, reason);
        }
        return new Row.Good(first.number, fields, isOtherEncoding);
    }

    private @Nullable TextLine take() throws IOException {
        return again.isEmpty()
                ? switch (lines.next()) {
                    case null -> null;
                    case Line.Broken(long number, var reason) -> new TextLine.Broken(number, reason);
                    case Line.Whole line ->
                        line.text()
                                .map(text -> new TextLine.Text(line.number(), text, /* isOtherEncoding= */ false))
                                .orElseGet(() -> new TextLine.Text(
                                        line.number(), line.textOtherwise(), /* isOtherEncoding= */ true));
                }
                : again.removeFirst();
    }

    private static boolean hasOddQuotes(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    static List<String> split(CharSequence row) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (isQuoted && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"' && (isQuoted || field.isEmpty())) {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
