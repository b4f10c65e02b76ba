package social.ramage.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.event.Event;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.text.Spans;

/**
 * A post, or a boost of one: then it has no words of its own.
 *
 * @param mentions those whom it names and who may therefore read it
 */
public record Post(
        PostId id,
        AccountId author,
        Event.Place place,
        Visibility visibility,
        Words words,
        List<AccountId> mentions,
        Counts counts) {

    /**
     * @param warning shown before the text is; empty for none
     * @param language as in BCP 47
     * @param sensitiveAt set when what is attached should be hidden at first
     * @param editedAt when they came instead of others
     */
    public record Words(
            String text,
            String warning,
            Optional<String> language,
            Optional<Instant> sensitiveAt,
            Optional<Instant> editedAt) {
        static final Words NONE = new Words("", "", Optional.empty(), Optional.empty(), Optional.empty());

        Words editedAt(Optional<Instant> when) {
            return new Words(text, warning, language, sensitiveAt, when);
        }
    }

    public record Counts(long replies, long boosts, long favourites) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    Post with(Words other, List<AccountId> mentioned) {
        return new Post(id, author, place, visibility, other, mentioned, counts);
    }

    /** What it is about: its tags, folded. */
    public Set<String> tags() {
        return Marks.in(Spans.of(words.text)).nameByTag().keySet();
    }

    public Instant publishedAt() {
        return Ids.timeOf(id.value());
    }

    public boolean isBoost() {
        return place.boostOf().isPresent();
    }
}
