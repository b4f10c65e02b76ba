package social.ramage.planted.person;

import com.sun.net.httpserver.HttpServer;
import java.net.http.HttpClient;
import social.ramage.Breaks;
import social.ramage.HouseRule;
import social.ramage.planted.web.Plants.Call;

final class Plants {
    private Plants() {}

    @Breaks(HouseRule.FEATURES_KNOW_NO_HTTP)
    record KnowsCalls(Call call) {}

    @Breaks(HouseRule.FEATURES_KNOW_NO_HTTP)
    record Asks(HttpClient client) {}

    @Breaks(HouseRule.FEATURES_KNOW_NO_HTTP)
    record Serves(HttpServer server) {}
}
