package social.ramage.post;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import social.ramage.event.Visibility;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;

/** A post before it is one. */
public record Draft(
        PostText text, Visibility visibility, Optional<PostId> parent, Optional<String> language, boolean isSensitive) {
    private static final int LANGUAGE_MAX = 35;

    /**
     * @param sent a BCP 47 tag, or empty for none
     * @throws Refusal Invalid when it is neither
     */
    public static Optional<String> language(String sent) {
        if (sent.isBlank()) {
            return Optional.empty();
        }
        try {
            var tag = new Locale.Builder()
                    .setLanguageTag(sent.strip().replace('_', '-'))
                    .build()
                    .toLanguageTag();
            if (tag.length() <= LANGUAGE_MAX && !tag.equals("und")) {
                return Optional.of(tag);
            }
        } catch (IllformedLocaleException _) {
            // Said below, as for every other text that names no language.
        }
        throw Refusal.invalid("language", "problem.language");
    }
}
