package social.ramage.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import social.ramage.intake.reading.BadLine;
import social.ramage.intake.reading.Batch;
import social.ramage.intake.reading.Note;

/** What is to be told of the lines of a file once all are read. */
final class Telling {
    /** Bad lines told one by one; of those beyond only the count is. */
    static final int BAD_MAX = 20;

    private final List<BadLine> firstBad = new ArrayList<>();
    private final Map<Note, Long> notes = new EnumMap<>(Note.class);
    private long bad;

    void add(Batch<?> batch) {
        bad += batch.bad().size();
        batch.bad().stream().limit(BAD_MAX - firstBad.size()).forEach(firstBad::add);
        batch.notes().forEach((note, count) -> notes.merge(note, count, Long::sum));
    }

    void add(Map<Note, Long> more) {
        more.forEach((note, count) -> notes.merge(note, count, Long::sum));
    }

    Report report(Report.Counts counts, Report.End end) {
        return new Report(counts, new Report.Bad(List.copyOf(firstBad), bad), Map.copyOf(notes), end);
    }
}
