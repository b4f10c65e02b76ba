package social.ramage.mastodon;

import social.ramage.account.Accounts;
import social.ramage.account.Tokens;
import social.ramage.follow.Blocks;
import social.ramage.follow.Follows;
import social.ramage.media.Pictures;
import social.ramage.notice.Markers;
import social.ramage.notice.Notices;
import social.ramage.post.Boosts;
import social.ramage.post.Posts;
import social.ramage.signal.Signals;
import social.ramage.timeline.Timelines;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;

/** All of the API's routes. */
public final class MastodonApi {
    private MastodonApi() {}

    /** What the API is a face of. */
    public record Doors(
            Accounts accounts,
            Tokens tokens,
            Pictures pictures,
            Blocks blocks,
            Follows follows,
            Posts posts,
            Boosts boosts,
            Signals signals,
            Timelines timelines,
            Notices notices,
            Markers markers) {}

    public static Routes routes(Doors doors, Site site, RateLimits limits) {
        var callers = new Callers(doors.tokens, doors.follows, limits);
        var html = new Html(site.url());
        var accountJson = new AccountJson(site.url(), html, doors.accounts);
        var statusJson = new StatusJson(site.url(), doors.accounts, doors.signals, accountJson, html);
        var pages = new Pages(site.url());
        var renderers = new Renderers(accountJson, new AccountsJson(doors.accounts, accountJson), statusJson, pages);
        var routes = new Routes(new MastodonFace());
        new InstanceEndpoints(callers, doors.accounts, site).addTo(routes);
        new StatusEndpoints(callers, doors.accounts, doors.posts, statusJson, site.charactersMax()).addTo(routes);
        new TimelineEndpoints(callers, doors.timelines, statusJson, pages).addTo(routes);
        new SignalEndpoints(callers, doors, renderers).addTo(routes);
        new AccountEndpoints(callers, doors, renderers).addTo(routes);
        new NoticeEndpoints(callers, doors, renderers).addTo(routes);
        new ProfileEndpoints(callers, doors, accountJson).addTo(routes);
        new RelationEndpoints(callers, doors, renderers).addTo(routes);
        return routes;
    }
}
