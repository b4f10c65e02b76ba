package social.ramage.mastodon;

import social.ramage.event.Visibility;
import social.ramage.problem.Refusal;

/** Mastodon's words for who may read. */
final class Visibilities {
    private Visibilities() {}

    static String format(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> "public";
            case UNLISTED -> "unlisted";
            case FOLLOWERS -> "private";
        };
    }

    /** @throws Refusal Invalid, for "direct" too: nothing is ever shown to more people than was asked */
    static Visibility parse(String sent) {
        return switch (sent) {
            case "", "public" -> Visibility.PUBLIC;
            case "unlisted" -> Visibility.UNLISTED;
            case "private" -> Visibility.FOLLOWERS;
            case "direct" -> throw Refusal.invalid("visibility", "problem.visibility_direct");
            default -> throw Refusal.invalid("visibility", "problem.visibility");
        };
    }
}
