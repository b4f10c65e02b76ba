package social.ramage.intake.reading;

import java.util.ArrayList;
import java.util.List;

/** What is to be told of one record, once it is known that the record can be used. */
final class Notes {
    private final List<Note> notes = new ArrayList<>(0);

    void add(Note note) {
        notes.add(note);
    }

    /** Remembers what happened to the text. @return the text */
    String of(ReadText text) {
        if (text.isReplaced()) {
            add(Note.CHARACTERS_REPLACED);
        }
        return text.value();
    }

    void addTo(Batch<?> batch) {
        notes.forEach(batch::note);
    }
}
