package social.ramage.mastodon;

import social.ramage.account.Accounts;
import social.ramage.account.Tokens;
import social.ramage.circle.Circles;
import social.ramage.client.Clients;
import social.ramage.follow.Blocks;
import social.ramage.follow.Follows;
import social.ramage.media.Pictures;
import social.ramage.notice.Markers;
import social.ramage.notice.Notices;
import social.ramage.person.People;
import social.ramage.person.SignUp;
import social.ramage.post.Attributions;
import social.ramage.post.Boosts;
import social.ramage.post.Posts;
import social.ramage.post.Tags;
import social.ramage.safety.Safety;
import social.ramage.signal.Signals;
import social.ramage.stream.Streams;
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
            Clients clients,
            SignUp signUp,
            Pictures pictures,
            Blocks blocks,
            Follows follows,
            Circles circles,
            Posts posts,
            Boosts boosts,
            Attributions attributions,
            Signals signals,
            Timelines timelines,
            Notices notices,
            Markers markers,
            People people,
            Safety safety,
            Streams streams,
            Tags tags) {}

    /** Where clients get what they show here. */
    public static Routes oauth(Clients clients, Site site, RateLimits limits) {
        var routes = new Routes(new OAuthFace());
        new OAuthEndpoints(clients, limits, site).addTo(routes);
        return routes;
    }

    public static Routes routes(Doors doors, Site site, RateLimits limits) {
        var callers = new Callers(doors.accounts, doors.tokens, doors.follows, limits);
        var html = new Html(site.url());
        var accountJson = new AccountJson(site.url(), html, doors.accounts);
        var statusJson = new StatusJson(site.url(), doors.accounts, doors.signals, accountJson, html);
        var pages = new Pages(site.url());
        var renderers = new Renderers(accountJson, new AccountsJson(doors.accounts, accountJson), statusJson, pages);
        var routes = new Routes(new MastodonFace());
        new AppEndpoints(callers, doors.clients, limits).addTo(routes);
        new NodeEndpoints(callers, doors.accounts, doors.signUp, site).addTo(routes);
        new InstanceEndpoints(callers, doors, site).addTo(routes);
        new StatusEndpoints(callers, doors.accounts, doors.posts, statusJson, site.charactersMax()).addTo(routes);
        new TimelineEndpoints(callers, doors.timelines, statusJson, pages).addTo(routes);
        new SignalEndpoints(callers, doors, renderers).addTo(routes);
        new AccountEndpoints(callers, doors, renderers).addTo(routes);
        new NoticeEndpoints(callers, doors, renderers).addTo(routes);
        new SearchEndpoints(callers, doors, renderers, html, site.url()).addTo(routes);
        new StreamEndpoints(callers, doors, renderers).addTo(routes);
        new ProfileEndpoints(callers, doors, accountJson).addTo(routes);
        new RelationEndpoints(callers, doors, renderers).addTo(routes);
        new CircleEndpoints(callers, doors, renderers).addTo(routes);
        new ReportEndpoints(callers, doors, renderers).addTo(routes);
        new AdminEndpoints(callers, doors, renderers).addTo(routes);
        new ModerationEndpoints(callers, doors, renderers).addTo(routes);
        new SourceEndpoints(callers, doors, renderers).addTo(routes);
        return routes;
    }
}
