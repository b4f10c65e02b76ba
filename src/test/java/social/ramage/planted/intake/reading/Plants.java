package social.ramage.planted.intake.reading;

import social.ramage.Breaks;
import social.ramage.HouseRule;
import tools.jackson.core.JsonToken;

public final class Plants {
    private Plants() {}

    /** What reads files may know JSON. */
    record Line(JsonToken token) {}

    @Breaks(HouseRule.WHAT_READS_FILES_KNOWS_NO_DATABASE)
    record KnowsPosts(social.ramage.planted.post.Plants plants) {}
}
