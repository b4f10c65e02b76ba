package social.ramage.planted.nowhere;

import social.ramage.Breaks;
import social.ramage.HouseRule;

@Breaks({
    HouseRule.EVERY_PACKAGE_HAS_ITS_PLACE,
    HouseRule.EVERY_PACKAGE_IS_ON_THE_MAP,
    HouseRule.EVERY_PACKAGE_IS_NULL_MARKED
})
final class Plants {
    private Plants() {}
}
