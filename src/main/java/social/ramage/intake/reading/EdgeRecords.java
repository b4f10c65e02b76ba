package social.ramage.intake.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import social.ramage.problem.Refusal;

/** An edge list: two nodes a line, numbers or names, with spaces, tabs or commas between; # and % begin a comment. */
public final class EdgeRecords implements Records<Edge> {
    private static final int NODE_BYTES_MAX = 100;

    private final Lines lines;
    private final Edge.Direction direction;
    private final String prefix;

    private EdgeRecords(Lines lines, Edge.Direction direction, String prefix) {
        this.lines = lines;
        this.direction = direction;
        this.prefix = prefix;
    }

    /**
     * @param prefix stands before a number to make its key; names are their own
     * @throws Refusal Invalid when there is no such file, or it cannot be unpacked
     */
    public static EdgeRecords open(Path path, Edge.Direction direction, String prefix) throws IOException {
        return new EdgeRecords(Lines.open(path), direction, prefix);
    }

    @Override
    public boolean next(Batch<Edge> batch) throws IOException {
        while (true) {
            switch (lines.next()) {
                case null -> {
                    return false;
                }
                case Line.Broken(long number, var reason) -> {
                    batch.bad(number, reason);
                    return true;
                }
                case Line.Whole line -> {
                    if (!line.isBlank() && !isComment(line)) {
                        add(line, batch);
                        return true;
                    }
                }
            }
        }
    }

    @Override
    public double part() {
        return lines.part();
    }

    @Override
    public void close() {
        lines.close();
    }

    private void add(Line.Whole line, Batch<Edge> batch) {
        try {
            int first = skip(line, line.start());
            int firstEnd = nodeEnd(line, first);
            int second = skip(line, firstEnd);
            int secondEnd = nodeEnd(line, second);
            boolean isPair = firstEnd > first && secondEnd > second && skip(line, secondEnd) == line.end();
            if (!isPair) {
                throw new Malformed("intake.bad.edge");
            }
            batch.add(Edge.of(node(line, first, firstEnd), node(line, second, secondEnd), direction));
        } catch (Malformed malformed) {
            batch.bad(line.number(), malformed);
        }
    }

    private String node(Line.Whole line, int from, int to) {
        if (to - from > NODE_BYTES_MAX) {
            throw new Malformed("intake.bad.long_node", NODE_BYTES_MAX);
        }
        for (int i = from; i < to; i++) {
            if (line.bytes()[i] < '0' || line.bytes()[i] > '9') {
                return name(line, from, to);
            }
        }
        return prefix + new String(line.bytes(), from, to - from, StandardCharsets.US_ASCII);
    }

    private static String name(Line.Whole line, int from, int to) {
        return line.text(from, to)
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .orElseThrow(() -> new Malformed("intake.bad.node"));
    }

    private static boolean isComment(Line.Whole line) {
        int first = skip(line, line.start());
        // Beyond the end of a line there is what was read before.
        return first < line.end() && (line.bytes()[first] == '#' || line.bytes()[first] == '%');
    }

    private static int skip(Line.Whole line, int from) {
        int at = from;
        while (at < line.end() && isBetween(line.bytes()[at])) {
            at++;
        }
        return at;
    }

    private static int nodeEnd(Line.Whole line, int from) {
        int at = from;
        while (at < line.end() && !isBetween(line.bytes()[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBetween(byte b) {
        return b == ' ' || b == '\t' || b == ',' || b == '\r';
    }
}
