package social.ramage.post;

import java.util.List;

/**
 * What posts are about, by a word.
 *
 * @param name as the first to use it typed it
 */
public record Tag(long id, String name, List<Day> days) {
    /**
     * How much it was used in a day.
     *
     * @param day since 1970, in UTC
     * @param authors of its newest posts, which are counted as far as {@link Tags#COUNTED_MAX}
     */
    public record Day(long day, long posts, long authors) {}

    Tag with(List<Day> other) {
        return new Tag(id, name, other);
    }
}
