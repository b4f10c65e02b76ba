package social.ramage.intake;

import java.util.Map;
import social.ramage.id.AccountId;
import social.ramage.intake.reading.Note;

/**
 * The accounts that authors were given.
 *
 * @param made how many of them are new
 * @param described how many others got a name and a bio
 */
record Placed(Map<String, AccountId> accountByKey, long made, long described, Map<Note, Long> notes) {
    static final Placed NONE = new Placed(Map.of(), 0, 0, Map.of());
}
