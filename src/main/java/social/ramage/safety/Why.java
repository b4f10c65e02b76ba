package social.ramage.safety;

import java.util.Optional;
import social.ramage.problem.Refusal;

/**
 * Why a moderator does something.
 *
 * @param report that it answers, and that is resolved by it
 */
public record Why(Optional<Long> report, String words) {
    /** @throws Refusal Invalid when it is too long, or says what cannot be stored */
    public static Why parse(Optional<Long> report, String words) {
        return new Why(report, ReportDraft.words("text", words));
    }
}
