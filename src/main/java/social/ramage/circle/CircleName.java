package social.ramage.circle;

import social.ramage.problem.Refusal;
import social.ramage.text.Fold;
import social.ramage.text.Storable;

/** What an account calls some of its followers. */
public record CircleName(String value) {
    static final int LENGTH_MAX = 40;

    /** @throws Refusal Invalid when there is none, or it is too long or cannot be stored */
    public static CircleName parse(String sent) {
        var name = sent.strip();
        if (name.isEmpty()) {
            throw Refusal.invalid("name", "problem.circle_name");
        }
        if (name.length() > LENGTH_MAX) {
            throw Refusal.invalid("name", "problem.name_too_long", LENGTH_MAX);
        }
        if (!Storable.isAll(name)) {
            throw Refusal.invalid("name", "problem.text_unstorable");
        }
        return new CircleName(name);
    }

    /** The same for names that look alike. */
    String key() {
        return Fold.key(value);
    }
}
