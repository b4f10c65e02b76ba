package social.ramage.post;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import social.ramage.id.AccountId;
import social.ramage.text.Fold;
import social.ramage.text.Span;

/**
 * Whom and what a text names.
 *
 * @param handles of people of this server, in lower case
 * @param nameByTag hashtags by their folded key, as they were typed first
 */
public record Marks(List<String> handles, Map<String, String> nameByTag) {
    static Marks in(List<Span> spans) {
        var handles = new LinkedHashSet<String>();
        var nameByTag = new LinkedHashMap<String, String>();
        for (var span : spans) {
            switch (span) {
                case Span.Mention(var _, var _, var handle, var host) -> {
                    if (host.isEmpty()) {
                        handles.add(handle);
                    }
                }
                case Span.Hashtag(var _, var _, var tag) -> nameByTag.putIfAbsent(Fold.key(tag), tag);
                case Span.Link _ -> {
                    // Names nobody.
                }
            }
        }
        return new Marks(List.copyOf(handles), nameByTag);
    }

    /** The accounts that are there, each once. */
    List<AccountId> mentioned(Function<String, Optional<AccountId>> find) {
        return handles.stream().map(find).flatMap(Optional::stream).distinct().toList();
    }
}
