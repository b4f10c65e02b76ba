package social.ramage.planted.web;

import org.eclipse.jetty.server.Request;
import social.ramage.Breaks;
import social.ramage.HouseRule;
import social.ramage.planted.account.Plants.Account;
import tools.jackson.core.JsonToken;

public final class Plants {
    private Plants() {}

    public record Call(Request request, JsonToken token) {}

    @Breaks(HouseRule.THE_BASE_KNOWS_NOTHING_ABOVE_IT)
    record KnowsAFeature(Account account) {}
}
