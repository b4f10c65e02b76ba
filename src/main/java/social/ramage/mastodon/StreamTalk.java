package social.ramage.mastodon;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import social.ramage.account.Scope;
import social.ramage.event.Logged;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.stream.Channel;
import social.ramage.stream.Ear;
import social.ramage.stream.Happening;
import social.ramage.stream.Streams;
import social.ramage.web.Answer;
import social.ramage.web.Line;
import social.ramage.web.Params;
import social.ramage.web.Segments;
import social.ramage.web.Talk;

/** One who listens: to the streams that were named at the beginning, and over a socket to those named since. */
final class StreamTalk implements Talk {
    /** When the database has too much to do, a message waits a little. */
    private static final int TRIES = 5;

    private static final Duration TRIES_AGAIN_AFTER = Duration.ofMillis(200);

    private final Callers callers;
    private final Streams streams;
    private final Follows follows;
    private final StatusJson statusJson;
    private final NoticeJson noticeJson;
    private final Wish wish;
    private final Ear ear;
    private final Map<List<String>, Channel> channelByName = new LinkedHashMap<>();
    private volatile Optional<Line> line = Optional.empty();
    private long toldUpTo;

    /**
     * What somebody wants to listen to, and how.
     *
     * @param lastEvent that they have heard of
     */
    record Wish(
            Callers.Listener listener,
            StreamFormat format,
            Optional<StreamName> first,
            Optional<Long> lastEvent,
            Locale locale) {}

    /** @throws Refusal TooMany */
    StreamTalk(Callers callers, MastodonApi.Doors doors, StatusJson statusJson, NoticeJson noticeJson, Wish wish) {
        this.callers = callers;
        this.streams = doors.streams();
        this.follows = doors.follows();
        this.statusJson = statusJson;
        this.noticeJson = noticeJson;
        this.wish = wish;
        this.ear = streams.open(wish.listener.account(), this::hear);
    }

    /** On the reactors' thread: what is shown is found out on the line's own. */
    private void hear(Logged logged) {
        line.ifPresent(open -> open.hand(() -> tell(open, logged)));
    }

    @Override
    public void begin(Line open) {
        line = Optional.of(open);
        if (wish.format == StreamFormat.EVENTS) {
            open.send(new Segments().add(":)\n"));
        }
        wish.first.ifPresent(this::subscribe);
        // What comes meanwhile waits, and what of it is told here is not told again.
        wish.lastEvent.flatMap(streams::after).ifPresent(missed -> {
            for (var logged : missed) {
                tell(open, logged);
                toldUpTo = logged.number();
            }
        });
    }

    @Override
    public void heard(Line open, String text) {
        try {
            var said = Params.inJson(text);
            switch (said.text("type")) {
                case "subscribe" -> {
                    var name = StreamName.parse(said.text("stream"), said);
                    if (!callers.mayListen(wish.listener, name.scope())) {
                        throw new Refusal(new Problem.Forbidden(
                                Sentence.of("problem.token_scope", name.scope().word())));
                    }
                    subscribe(name);
                }
                case "unsubscribe" -> unsubscribe(StreamName.parse(said.text("stream"), said));
                default -> throw new Refusal(new Problem.Unreadable(Sentence.of("problem.body_unreadable")));
            }
        } catch (Refusal refusal) {
            open.send(refused(refusal.problem()));
        }
    }

    @Override
    public boolean mayGoOn() {
        return callers.mayListen(wish.listener, Scope.READ_STATUSES, Scope.READ_NOTIFICATIONS);
    }

    @Override
    public void end() {
        streams.close(ear);
    }

    private void subscribe(StreamName name) {
        if (channelByName.size() >= Ear.CHANNELS_MAX && !channelByName.containsKey(name.asSent())) {
            throw Refusal.invalid("stream", "problem.channels_max", Ear.CHANNELS_MAX);
        }
        streams.listen(ear, name.channel());
        channelByName.put(name.asSent(), name.channel());
    }

    private void unsubscribe(StreamName name) {
        channelByName.remove(name.asSent());
        if (!channelByName.containsValue(name.channel())) {
            streams.stop(ear, name.channel());
        }
    }

    private void tell(Line open, Logged logged) {
        if (logged.number() <= toldUpTo) {
            return;
        }
        if (!mayGoOn()) {
            open.close();
            return;
        }
        channelByName.forEach((asSent, channel) -> {
            var name = new StreamName(asSent, channel);
            patiently(() -> message(name, logged)).ifPresent(open::send);
        });
    }

    private Optional<Segments> message(StreamName name, Logged logged) {
        var viewer = follows.viewer(wish.listener.account());
        return streams.happening(viewer, name.channel(), logged)
                .filter(this::isAllowed)
                .map(it -> message(name, logged.number(), it, viewer));
    }

    /** Home brings notices, too, to those whose token is good for them. */
    private boolean isAllowed(Happening happening) {
        return switch (happening) {
            case Happening.Noticed _ -> callers.mayListen(wish.listener, Scope.READ_NOTIFICATIONS);
            case Happening.Appeared _, Happening.Changed _, Happening.Gone _ -> true;
        };
    }

    private Segments message(StreamName name, long event, Happening happening, Viewer viewer) {
        return switch (happening) {
            case Happening.Appeared(var shown) ->
                wish.format.message(name, event, "update", statusJson.one(shown, viewer));
            case Happening.Changed(var shown) ->
                wish.format.message(name, event, "status.update", statusJson.one(shown, viewer));
            case Happening.Gone(var post) ->
                wish.format.message(name, event, "delete", new Segments().add(post.toString()));
            case Happening.Noticed(var told) ->
                wish.format.message(name, event, "notification", noticeJson.one(told, viewer));
        };
    }

    private static <T> T patiently(Supplier<T> work) {
        for (int i = 1; ; i++) {
            try {
                return work.get();
            } catch (Refusal refusal) {
                if (i == TRIES || !(refusal.problem() instanceof Problem.Unavailable)) {
                    throw refusal;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TRIES_AGAIN_AFTER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Segments refused(Problem problem) {
        return new Segments()
                .add(new JsonText()
                        .raw("{")
                        .text("error", problem.sentence().in(wish.locale))
                        .number("status", Answer.statusOf(problem))
                        .raw("}")
                        .bytes());
    }
}
