package social.ramage.post;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import social.ramage.text.Fold;
import social.ramage.text.Span;
import social.ramage.text.Spans;

/**
 * What somebody wrote elsewhere, with what stands in it. It keeps the length that it had.
 *
 * @param handles of those whom it names, in lower case
 * @param nameByTag hashtags by their folded key
 */
public record BroughtText(String text, List<String> handles, Map<String, String> nameByTag) {
    /** For a boost. */
    public static final BroughtText NONE = new BroughtText("", List.of(), Map.of());

    public static BroughtText of(String text) {
        var handles = new LinkedHashSet<String>();
        var nameByTag = new LinkedHashMap<String, String>();
        for (var span : Spans.of(text)) {
            switch (span) {
                case Span.Mention(var _, var _, var handle, var host) -> {
                    if (host.isEmpty()) {
                        handles.add(handle);
                    }
                }
                case Span.Hashtag(var _, var _, var tag) -> nameByTag.putIfAbsent(Fold.key(tag), tag);
                case Span.Link _ -> {
                    // Stays as it is.
                }
            }
        }
        return new BroughtText(text, List.copyOf(handles), nameByTag);
    }
}
