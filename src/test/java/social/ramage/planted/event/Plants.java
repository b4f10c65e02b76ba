package social.ramage.planted.event;

import social.ramage.Breaks;
import social.ramage.HouseRule;
import social.ramage.db.Tx;
import social.ramage.planted.db.Plants.Table;

public final class Plants {
    private Plants() {}

    /** Alone it would be right: it takes two to make a cycle. */
    @Breaks(HouseRule.PACKAGES_HAVE_NO_CYCLES)
    public record FollowsTheDatabase(Table table) {}

    @Breaks(HouseRule.NOBODY_KEEPS_A_TRANSACTION)
    record KeepsATransaction(Tx tx) {}

    /** Uses one and lets it go. */
    static final class PassesATransaction {
        void write(Tx tx) {
            tx.sql("");
        }
    }
}
