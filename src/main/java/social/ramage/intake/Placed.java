package social.ramage.intake;

import java.util.Map;
import social.ramage.id.AccountId;
import social.ramage.intake.reading.Note;

/**
 * The accounts that authors were given.
 *
 * @param made how many of them are new
 */
record Placed(Map<String, AccountId> accountByKey, long made, Map<Note, Long> notes) {
    static final Placed NONE = new Placed(Map.of(), 0, Map.of());
}
