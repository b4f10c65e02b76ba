package social.ramage.mastodon;

import social.ramage.problem.Problem;
import social.ramage.web.Segments;

/** What is wrong with a profile, field by field, as clients show it beside a form. */
final class Faults {
    private Faults() {}

    static boolean areWanted(String path) {
        return path.equals(ProfileEndpoints.UPDATE) || path.equals(ProfileEndpoints.PROFILE);
    }

    static Segments of(Problem.Invalid problem, String sentence) {
        return new Segments()
                .add(new JsonText()
                        .raw("{")
                        .text("error", sentence)
                        .raw(",\"details\":{")
                        .raw("\"" + field(problem.field()) + "\":[{")
                        .text("error", code(problem.sentence().key()))
                        .text("description", sentence)
                        .raw("}]}}")
                        .bytes());
    }

    private static String field(String ours) {
        return switch (ours) {
            case "name" -> "display_name";
            case "bio" -> "note";
            default -> ours;
        };
    }

    private static String code(String key) {
        return switch (key) {
            case "problem.name_too_long", "problem.bio_too_long", "problem.field_too_long", "problem.fields_max" ->
                "ERR_TOO_LONG";
            case "problem.field_nameless" -> "ERR_BLANK";
            default -> "ERR_INVALID";
        };
    }
}
