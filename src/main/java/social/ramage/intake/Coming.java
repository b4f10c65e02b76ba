package social.ramage.intake;

import java.util.List;
import social.ramage.intake.reading.ReadPost;
import social.ramage.post.BroughtText;

/**
 * A post that is about to be written, with what its text holds.
 *
 * @param hasLine whether its file has a line for it; else it comes with the boost that passes it on
 */
record Coming(ReadPost post, BroughtText words, boolean hasLine) {
    /** What one line brings, what is passed on first. */
    static List<Coming> of(ReadPost line) {
        return line.original()
                .map(original -> List.of(
                        new Coming(original, BroughtText.of(original.text()), /* hasLine= */ false),
                        new Coming(line, BroughtText.NONE, /* hasLine= */ true)))
                .orElseGet(() -> List.of(new Coming(line, BroughtText.of(line.text()), /* hasLine= */ true)));
    }

    long key() {
        return post.key();
    }
}
