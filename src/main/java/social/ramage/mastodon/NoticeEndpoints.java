package social.ramage.mastodon;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.account.Scope;
import social.ramage.id.AccountId;
import social.ramage.notice.Marker;
import social.ramage.notice.Markers;
import social.ramage.notice.Notice;
import social.ramage.notice.Notices;
import social.ramage.notice.Told;
import social.ramage.notice.Wanted;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Params;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** Notifications, and markers of how far they and the home timeline have been read. */
final class NoticeEndpoints {
    private static final int USUAL = 40;
    private static final int MAX = 80;
    private static final int COUNTED_USUAL = 100;
    private static final int COUNTED_MAX = 1_000;
    private static final String NOTIFICATIONS = "notifications";

    private final Callers callers;
    private final Notices notices;
    private final Markers markers;
    private final NoticeJson json;
    private final Pages pages;

    NoticeEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.notices = doors.notices();
        this.markers = doors.markers();
        this.json = new NoticeJson(doors.accounts(), renderers.account(), renderers.status());
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/notifications", this::list)
                .get("/api/v1/notifications/unread_count", this::unread)
                .get("/api/v1/notifications/{id}", this::show)
                .post("/api/v1/notifications/clear", this::clear)
                .post("/api/v1/notifications/{id}/dismiss", this::dismiss)
                .get("/api/v1/markers", this::markers)
                .post("/api/v1/markers", this::mark);
    }

    private Answer list(Call call) {
        var viewer = callers.signedIn(call, Scope.READ_NOTIFICATIONS);
        var page = notices.page(viewer, wanted(call.params()), Pages.range(call.params(), USUAL, MAX));
        var answer = Answer.json(json.all(page.told(), viewer));
        return page.ends()
                .map(ends -> pages.link(call, answer, ends.oldest(), "min_id", ends.newest()))
                .orElse(answer);
    }

    private Answer show(Call call) {
        var viewer = callers.signedIn(call, Scope.READ_NOTIFICATIONS);
        Told told = notices.get(viewer, call.idPart("id"));
        return Answer.json(json.one(told, viewer));
    }

    private Answer unread(Call call) {
        var me = callers.account(call, Scope.READ_NOTIFICATIONS);
        long lastRead = markers.of(me, NOTIFICATIONS).map(Marker::lastRead).orElse(0L);
        int max = call.params().limit(COUNTED_USUAL, COUNTED_MAX);
        long count = notices.count(me, lastRead, wanted(call.params()).kinds(), max);
        return Answer.json(new Segments()
                .add(new JsonText().raw("{").number("count", count).raw("}").bytes()));
    }

    private Answer clear(Call call) {
        notices.clear(callers.account(call, Scope.WRITE_NOTIFICATIONS));
        return Answer.json(new Segments().add("{}"));
    }

    private Answer dismiss(Call call) {
        notices.dismiss(callers.account(call, Scope.WRITE_NOTIFICATIONS), call.idPart("id"));
        return Answer.json(new Segments().add("{}"));
    }

    private Wanted wanted(Params params) {
        var types = params.list("types");
        Set<Notice.Kind> kinds = types.isEmpty() ? EnumSet.allOf(Notice.Kind.class) : kinds(types);
        kinds.removeAll(kinds(params.list("exclude_types")));
        return new Wanted(kinds, params.id("account_id").map(AccountId::new));
    }

    /** Types that are not known here stand for none. */
    private static Set<Notice.Kind> kinds(List<String> types) {
        var kinds = EnumSet.noneOf(Notice.Kind.class);
        for (var kind : Notice.Kind.values()) {
            if (types.contains(NoticeJson.type(kind))) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private Answer markers(Call call) {
        var me = callers.account(call, Scope.READ_STATUSES);
        var wanted = call.params().list("timeline");
        return Answer.json(json(markers.of(me).stream()
                .filter(marker -> wanted.contains(marker.timeline()))
                .toList()));
    }

    private Answer mark(Call call) {
        var me = callers.account(call, Scope.WRITE_STATUSES);
        var lastReadByTimeline = new LinkedHashMap<String, Long>();
        for (var timeline : Markers.TIMELINES) {
            lastRead(call.params(), timeline).ifPresent(id -> lastReadByTimeline.put(timeline, id));
        }
        return Answer.json(json(lastReadByTimeline.isEmpty() ? List.of() : markers.move(me, lastReadByTimeline)));
    }

    private static Optional<Long> lastRead(Params params, String timeline) {
        return params.id(timeline + "[last_read_id]");
    }

    private static Segments json(List<Marker> markers) {
        var json = new JsonText().raw("{");
        for (var marker : markers) {
            json.value(
                    marker.timeline(),
                    new JsonText()
                            .raw("{")
                            .id("last_read_id", marker.lastRead())
                            .number("version", marker.version())
                            .time("updated_at", marker.updatedAt())
                            .raw("}")
                            .toString());
        }
        return new Segments().add(json.raw("}").bytes());
    }
}
