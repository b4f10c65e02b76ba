package social.ramage.intake.reading;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Posts as a table, the first row of which names the columns. */
final class TablePosts implements Records<ReadPost> {
    private final CsvRows rows;
    private final Shape shape;
    private Map<String, Integer> placeByColumn = Map.of();

    /** What a row says, by its columns. */
    interface Shape {
        /** @throws Malformed when something is missing or cannot be */
        ReadPost read(Fields fields, Notes notes);
    }

    TablePosts(Lines lines, Shape shape) {
        this.rows = new CsvRows(lines);
        this.shape = shape;
    }

    /** One row by the names of its columns. */
    record Fields(Map<String, Integer> placeByColumn, List<String> values) {
        String get(String column) {
            var place = placeByColumn.get(column);
            if (place == null) {
                throw new IllegalStateException("no column " + column);
            }
            return values.get(place);
        }
    }

    @Override
    public boolean next(Batch<ReadPost> batch) throws IOException {
        switch (rows.next()) {
            case null -> {
                return false;
            }
            case CsvRows.Row.Bad(long number, var reason) -> batch.bad(number, reason);
            case CsvRows.Row.Good row -> {
                if (placeByColumn.isEmpty()) {
                    placeByColumn = places(row.fields());
                } else {
                    add(row, batch);
                }
            }
        }
        return true;
    }

    @Override
    public double part() {
        return rows.part();
    }

    @Override
    public void close() {
        rows.close();
    }

    static Map<String, Integer> places(List<String> header) {
        var placeByColumn = new HashMap<String, Integer>();
        for (int i = 0; i < header.size(); i++) {
            placeByColumn.putIfAbsent(header.get(i).strip(), i);
        }
        return placeByColumn;
    }

    private void add(CsvRows.Row.Good row, Batch<ReadPost> batch) {
        try {
            var notes = new Notes();
            if (row.isOtherEncoding()) {
                notes.add(Note.OTHER_ENCODING);
            }
            batch.add(shape.read(new Fields(placeByColumn, row.fields()), notes));
            notes.addTo(batch);
        } catch (Malformed malformed) {
            batch.bad(row.number(), malformed);
        }
    }
}
