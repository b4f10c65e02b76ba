package social.ramage.mastodon;

import java.util.Optional;
import social.ramage.account.Scope;
import social.ramage.id.DecimalId;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;

/** What happens while it does, over a WebSocket or as events. */
final class StreamEndpoints {
    private static final String BASE = "/api/v1/streaming";
    private static final String BEAT = ":thump\n";

    private final Callers callers;
    private final MastodonApi.Doors doors;
    private final StatusJson statusJson;
    private final NoticeJson noticeJson;

    StreamEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.doors = doors;
        this.statusJson = renderers.status();
        this.noticeJson = new NoticeJson(doors.accounts(), renderers.account(), renderers.status());
    }

    void addTo(Routes routes) {
        routes.get(BASE, this::socket)
                .get(BASE + "/health", _ -> Answer.text(200, "OK"))
                .get(BASE + "/user", call -> events(call, "user"))
                .get(BASE + "/user/notification", call -> events(call, "user:notification"))
                .get(BASE + "/public", call -> events(call, "public"))
                .get(BASE + "/public/local", call -> events(call, "public:local"))
                .get(BASE + "/public/remote", call -> events(call, "public:remote"))
                .get(BASE + "/hashtag", call -> events(call, "hashtag"))
                .get(BASE + "/hashtag/local", call -> events(call, "hashtag:local"));
    }

    private Answer socket(Call call) {
        var listener = callers.listening(call, Scope.READ_STATUSES, Scope.READ_NOTIFICATIONS);
        if (!call.wantsSocket()) {
            throw new Refusal(new Problem.NotFound(Sentence.of("problem.socket")));
        }
        var first = call.params()
                .find("stream")
                .filter(stream -> !stream.isBlank())
                .map(stream -> StreamName.parse(stream, call.params()));
        first.ifPresent(name -> callers.listening(call, name.scope()));
        return Answer.socket(
                talk(new StreamTalk.Wish(listener, StreamFormat.SOCKET, first, Optional.empty(), call.locale())));
    }

    private Answer events(Call call, String stream) {
        var needed = stream.equals("user:notification") ? Scope.READ_NOTIFICATIONS : Scope.READ_STATUSES;
        var listener = callers.listening(call, needed);
        var first = Optional.of(StreamName.parse(stream, call.params()));
        var last = call.header("Last-Event-ID").flatMap(DecimalId::parse);
        return Answer.events(
                talk(new StreamTalk.Wish(listener, StreamFormat.EVENTS, first, last, call.locale())), BEAT);
    }

    private StreamTalk talk(StreamTalk.Wish wish) {
        return new StreamTalk(callers, doors, statusJson, noticeJson, wish);
    }
}
