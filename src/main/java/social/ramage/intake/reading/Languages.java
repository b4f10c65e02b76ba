package social.ramage.intake.reading;

import java.util.Locale;
import java.util.Optional;

/** Twitter's codes for languages, as BCP 47 tags. */
final class Languages {
    private Languages() {}

    /** @return nothing for its codes of what is in no language, such as {@code und} and {@code qme} */
    static Optional<String> find(String code) {
        boolean isOne = code.length() >= 2
                && code.length() <= 8
                && !code.equals("und")
                && !code.equals("zxx")
                && !code.equals("art")
                && !(code.length() == 3 && code.startsWith("q"));
        if (!isOne) {
            return Optional.empty();
        }
        // Old codes such as "in" come out as those of today.
        var tag = Locale.forLanguageTag(code).toLanguageTag();
        return tag.equals("und") ? Optional.empty() : Optional.of(tag);
    }
}
