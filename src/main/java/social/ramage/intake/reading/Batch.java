package social.ramage.intake.reading;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import social.ramage.problem.Sentence;

/** What some lines of a file hold. */
public final class Batch<T> {
    private final List<T> items = new ArrayList<>();
    private final List<BadLine> bad = new ArrayList<>();
    private final Map<Note, Long> notes = new EnumMap<>(Note.class);
    private double part;

    public List<T> items() {
        return items;
    }

    public List<BadLine> bad() {
        return bad;
    }

    public Map<Note, Long> notes() {
        return notes;
    }

    /** How much of the file had been read then, from 0 to 1. */
    public double part() {
        return part;
    }

    void add(T item) {
        items.add(item);
    }

    void bad(long line, Sentence reason) {
        bad.add(new BadLine(line, reason));
    }

    void bad(long line, Malformed malformed) {
        bad(line, malformed.reason());
    }

    void note(Note note) {
        notes.merge(note, 1L, Long::sum);
    }

    void reached(double newPart) {
        part = newPart;
    }

    <R> Batch<R> map(Function<T, R> to) {
        var mapped = new Batch<R>();
        items.forEach(item -> mapped.items.add(to.apply(item)));
        mapped.bad.addAll(bad);
        mapped.notes.putAll(notes);
        mapped.part = part;
        return mapped;
    }

    int size() {
        return items.size() + bad.size();
    }
}
