package social.ramage.mastodon;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import social.ramage.account.Scope;
import social.ramage.event.Signal;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.post.Boost;
import social.ramage.post.Boosts;
import social.ramage.post.Posts;
import social.ramage.signal.Signalled;
import social.ramage.signal.Signals;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Endpoint;
import social.ramage.web.Routes;

/** What can be done to a status besides answering it, and who did. */
final class SignalEndpoints {
    private static final int STATUSES_USUAL = 20;
    private static final int STATUSES_MAX = 40;
    private static final int ACCOUNTS_USUAL = 40;
    private static final int ACCOUNTS_MAX = 80;

    private final Callers callers;
    private final Posts posts;
    private final Boosts boosts;
    private final Signals signals;
    private final StatusJson statusJson;
    private final AccountsJson accountsJson;
    private final Pages pages;

    SignalEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.posts = doors.posts();
        this.boosts = doors.boosts();
        this.signals = doors.signals();
        this.statusJson = renderers.status();
        this.accountsJson = renderers.accounts();
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/statuses/{id}/favourite", give(Signal.FAVOURITE))
                .post("/api/v1/statuses/{id}/unfavourite", takeBack(Signal.FAVOURITE))
                .post("/api/v1/statuses/{id}/bookmark", give(Signal.BOOKMARK))
                .post("/api/v1/statuses/{id}/unbookmark", takeBack(Signal.BOOKMARK))
                .post("/api/v1/statuses/{id}/pin", give(Signal.PIN))
                .post("/api/v1/statuses/{id}/unpin", takeBack(Signal.PIN))
                .post("/api/v1/statuses/{id}/mute", give(Signal.MUTE))
                .post("/api/v1/statuses/{id}/unmute", takeBack(Signal.MUTE))
                .post("/api/v1/statuses/{id}/reblog", this::boost)
                .post("/api/v1/statuses/{id}/unreblog", this::unboost)
                .get("/api/v1/statuses/{id}/favourited_by", this::favouritedBy)
                .get("/api/v1/statuses/{id}/reblogged_by", this::boostedBy)
                .get("/api/v1/favourites", given(Signal.FAVOURITE, Scope.READ_FAVOURITES))
                .get("/api/v1/bookmarks", given(Signal.BOOKMARK, Scope.READ_BOOKMARKS));
    }

    private Endpoint give(Signal signal) {
        return change(writing(signal), (giver, id) -> signals.give(giver, id, signal));
    }

    private Endpoint takeBack(Signal signal) {
        return change(writing(signal), (giver, id) -> signals.takeBack(giver, id, signal));
    }

    private static Scope writing(Signal signal) {
        return switch (signal) {
            case FAVOURITE -> Scope.WRITE_FAVOURITES;
            case BOOKMARK -> Scope.WRITE_BOOKMARKS;
            case PIN -> Scope.WRITE_ACCOUNTS;
            case MUTE -> Scope.WRITE_MUTES;
        };
    }

    private interface Change {
        void run(Viewer giver, PostId id);
    }

    private Endpoint change(Scope scope, Change change) {
        return call -> {
            var giver = callers.signedIn(call, scope);
            var id = new PostId(call.idPart("id"));
            change.run(giver, id);
            return Answer.json(statusJson.one(posts.getFresh(id, giver), giver));
        };
    }

    private Answer boost(Call call) {
        var booster = callers.signedIn(call, Scope.WRITE_STATUSES);
        var wanted = Visibilities.parse(call.params().text("visibility"));
        var boost = boosts.boost(booster, new PostId(call.idPart("id")), wanted);
        return Answer.json(statusJson.one(posts.getFresh(boost, booster), booster));
    }

    /** Answers with what was passed on. */
    private Answer unboost(Call call) {
        var booster = callers.signedIn(call, Scope.WRITE_STATUSES);
        var original = boosts.takeBack(booster, new PostId(call.idPart("id")));
        return Answer.json(statusJson.one(posts.getFresh(original, booster), booster));
    }

    private Answer favouritedBy(Call call) {
        var viewer = callers.anyone(call, Scope.READ_ACCOUNTS);
        var range = Pages.range(call.params(), ACCOUNTS_USUAL, ACCOUNTS_MAX);
        var page = signals.on(new PostId(call.idPart("id")), viewer, Signal.FAVOURITE, range);
        return people(call, viewer, page, range.max(), Signalled::id, Signalled::account);
    }

    private Answer boostedBy(Call call) {
        var viewer = callers.anyone(call, Scope.READ_ACCOUNTS);
        var range = Pages.range(call.params(), ACCOUNTS_USUAL, ACCOUNTS_MAX);
        var page = boosts.of(new PostId(call.idPart("id")), viewer, range);
        return people(call, viewer, page, range.max(), boost -> boost.id().value(), Boost::booster);
    }

    private <T> Answer people(
            Call call, Viewer viewer, List<T> page, int max, ToLongFunction<T> idOf, Function<T, AccountId> accountOf) {
        var people =
                page.stream().map(accountOf).filter(it -> !viewer.leavesOut(it)).toList();
        return pages.whenFull(call, Answer.json(accountsJson.all(people)), page, max, idOf);
    }

    private Endpoint given(Signal signal, Scope scope) {
        return call -> {
            var viewer = callers.signedIn(call, scope);
            var range = Pages.range(call.params(), STATUSES_USUAL, STATUSES_MAX);
            var page = signals.by(viewer.account().orElseThrow(), signal, range);
            var ids = page.stream().map(one -> one.post().value()).toList();
            var answer = Answer.json(statusJson.all(posts.visible(ids, viewer), viewer));
            return page.size() < range.max()
                    ? answer
                    : pages.link(
                            call,
                            answer,
                            page.getLast().id(),
                            "min_id",
                            page.getFirst().id());
        };
    }
}
