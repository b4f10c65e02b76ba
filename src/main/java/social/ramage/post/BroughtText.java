package social.ramage.post;

import java.util.List;
import social.ramage.text.Spans;

/** What somebody wrote elsewhere, with what stands in it. It keeps the length that it had. */
public record BroughtText(String text, Marks marks) {
    /** For a boost. */
    public static final BroughtText NONE = new BroughtText("", Marks.in(List.of()));

    public static BroughtText of(String text) {
        return new BroughtText(text, Marks.in(Spans.of(text)));
    }
}
