package social.ramage.planted.db;

import social.ramage.Breaks;
import social.ramage.HouseRule;
import social.ramage.planted.event.Plants.FollowsTheDatabase;

public final class Plants {
    private Plants() {}

    /** What everybody above may use. */
    public record Table(java.sql.Timestamp at) {}

    @Breaks({HouseRule.THE_LOWEST_KNOW_NOTHING_ABOVE_THEM, HouseRule.PACKAGES_HAVE_NO_CYCLES})
    record KnowsWhoFollowsIt(FollowsTheDatabase follower) {}
}
