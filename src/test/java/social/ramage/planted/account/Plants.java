package social.ramage.planted.account;

import social.ramage.Breaks;
import social.ramage.HouseRule;
import social.ramage.planted.post.Plants.Words;

public final class Plants {
    private Plants() {}

    public record Account(long id) {}

    @Breaks(HouseRule.FEATURES_STAND_IN_THEIR_ORDER)
    record KnowsALaterFeature(Words words) {}

    @Breaks(HouseRule.STORES_ARE_SECRETS_OF_THEIR_FEATURE)
    public static final class AccountStore {}

    static final class TokenStore {}

    @Breaks(HouseRule.NAMES_SAY_WHAT)
    static final class AccountManager {}

    @Breaks(HouseRule.NAMES_SAY_WHAT)
    static final class HandleUtils {}

    @Breaks(HouseRule.NAMES_SAY_WHAT)
    static final class HandleHelper {}

    @Breaks(HouseRule.NAMES_SAY_WHAT)
    static final class AccountsImpl {}

    @Breaks(HouseRule.NAMES_SAY_WHAT)
    static final class AccountCommon {}
}
