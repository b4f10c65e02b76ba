package social.ramage.post;

import java.util.List;
import java.util.stream.Stream;
import social.ramage.text.Fold;
import social.ramage.text.Storable;

/**
 * Which tags posts are to have, by their folded keys.
 *
 * @param any one of these at least
 * @param all all of these as well
 * @param none and none of these
 */
public record Tagged(List<String> any, List<String> all, List<String> none) {
    /** Of each, as Mastodon has it beside the first; more are left out. */
    private static final int MAX = 4;

    /** @param name the tag that is asked for first; all as people type them, without the sign */
    public static Tagged of(String name, List<String> any, List<String> all, List<String> none) {
        return new Tagged(
                keys(Stream.concat(Stream.of(name), any.stream().limit(MAX)).toList()),
                keys(all.stream().limit(MAX).toList()),
                keys(none.stream().limit(MAX).toList()));
    }

    private static List<String> keys(List<String> names) {
        return names.stream()
                // No post has room for a longer one, and to fold it would take long.
                .filter(name -> name.length() <= PostText.UNITS_COUNTED_MAX)
                // Nor can one be stored.
                .filter(Storable::isAll)
                .map(Fold::key)
                .filter(key -> !key.isBlank())
                .distinct()
                .toList();
    }
}
