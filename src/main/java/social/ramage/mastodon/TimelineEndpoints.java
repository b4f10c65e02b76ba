package social.ramage.mastodon;

import java.util.List;
import social.ramage.account.Scope;
import social.ramage.post.Shown;
import social.ramage.post.Tagged;
import social.ramage.timeline.Timelines;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Params;
import social.ramage.web.Routes;

final class TimelineEndpoints {
    private static final int USUAL = 20;
    private static final int MAX = 40;

    private final Callers callers;
    private final Timelines timelines;
    private final StatusJson json;
    private final Pages pages;

    TimelineEndpoints(Callers callers, Timelines timelines, StatusJson json, Pages pages) {
        this.callers = callers;
        this.timelines = timelines;
        this.json = json;
        this.pages = pages;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/timelines/home", this::home)
                .get("/api/v1/timelines/public", this::inPublic)
                .get("/api/v1/timelines/tag/{tag}", this::tagged);
    }

    private Answer home(Call call) {
        var viewer = callers.signedIn(call, Scope.READ_STATUSES);
        var page = timelines.home(viewer, Pages.range(call.params(), USUAL, MAX));
        return pages.link(call, Answer.json(json.all(page, viewer)), page);
    }

    private Answer inPublic(Call call) {
        var viewer = callers.anyone(call, Scope.READ_STATUSES);
        var range = Pages.range(call.params(), USUAL, MAX);
        var page = hasNone(call.params()) ? List.<Shown>of() : timelines.inPublic(viewer, range);
        return pages.link(call, Answer.json(json.all(page, viewer)), page);
    }

    private Answer tagged(Call call) {
        var viewer = callers.anyone(call, Scope.READ_STATUSES);
        var params = call.params();
        var range = Pages.range(params, USUAL, MAX);
        var tagged = Tagged.of(call.part("tag"), params.list("any"), params.list("all"), params.list("none"));
        var page = hasNone(params) ? List.<Shown>of() : timelines.tagged(tagged, viewer, range);
        return pages.link(call, Answer.json(json.all(page, viewer)), page);
    }

    /** All posts are of this server, and none has pictures yet: from elsewhere, or with pictures, there are none. */
    private static boolean hasNone(Params params) {
        return params.isTrue("remote") || params.isTrue("only_media");
    }
}
