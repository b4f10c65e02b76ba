package social.ramage.post;

import java.util.Optional;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/**
 * A post from elsewhere.
 *
 * @param id made of its own date
 * @param parent what it answers, brought earlier or here already
 * @param boostOf what it passes on, brought with it or here already; then it has no text
 */
public record BroughtPost(
        PostId id,
        AccountId author,
        BroughtText words,
        Optional<String> language,
        Visibility visibility,
        Optional<PostId> parent,
        Optional<PostId> boostOf) {

    /**
     * What became of one.
     *
     * @param id under which it is here; nothing for a boost of what cannot be passed on
     * @param isAnswer whether what it answers is here too
     */
    public record Outcome(Optional<PostId> id, boolean isNew, boolean isAnswer) {
        static final Outcome LEFT_OUT = new Outcome(Optional.empty(), /* isNew= */ false, /* isAnswer= */ false);
    }
}
