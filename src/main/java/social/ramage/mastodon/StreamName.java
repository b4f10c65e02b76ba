package social.ramage.mastodon;

import java.util.List;
import social.ramage.account.Scope;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.stream.Channel;
import social.ramage.stream.Channel.From;
import social.ramage.web.Params;

/**
 * Mastodon's name for something that can be listened to.
 *
 * @param asSent what clients know it by again: the name, and the tag as it was sent
 */
record StreamName(List<String> asSent, Channel channel) {
    /** No post has room for a longer tag. */
    private static final int TAG_UNITS_MAX = 1_000;

    /** @throws Refusal NotFound for a stream that is not known here, Unreadable when its tag is missing */
    static StreamName parse(String stream, Params params) {
        return switch (stream) {
            case "user" -> new StreamName(List.of(stream), new Channel.Home());
            case "user:notification" -> new StreamName(List.of(stream), new Channel.Notices());
            case "public" -> new StreamName(List.of(stream), new Channel.InPublic(From.ANYWHERE));
            case "public:local" -> new StreamName(List.of(stream), new Channel.InPublic(From.HERE));
            case "public:remote" -> new StreamName(List.of(stream), new Channel.InPublic(From.ELSEWHERE));
            case "hashtag" -> topic(stream, params, From.ANYWHERE);
            case "hashtag:local" -> topic(stream, params, From.HERE);
            default -> throw new Refusal(new Problem.NotFound(Sentence.of("problem.stream_unknown")));
        };
    }

    /** What a token must allow. */
    Scope scope() {
        return switch (channel) {
            case Channel.Notices _ -> Scope.READ_NOTIFICATIONS;
            case Channel.Home _, Channel.InPublic _, Channel.Topic _ -> Scope.READ_STATUSES;
        };
    }

    private static StreamName topic(String stream, Params params, From from) {
        var tag = params.text("tag");
        var name = tag.startsWith("#") ? tag.substring(1) : tag;
        if (name.isBlank() || name.length() > TAG_UNITS_MAX) {
            throw new Refusal(new Problem.Unreadable(Sentence.of("problem.missing", "tag")));
        }
        return new StreamName(List.of(stream, tag), Channel.Topic.of(name, from));
    }
}
