package social.ramage.mastodon;

import java.util.List;
import social.ramage.account.Scope;
import social.ramage.follow.Attributed;
import social.ramage.follow.FollowPage;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.DecimalId;
import social.ramage.id.PostId;
import social.ramage.post.Attributions;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Endpoint;
import social.ramage.web.Params;
import social.ramage.web.Routes;

/** How followers found an account: what clients may say of it when they follow, and what the followed is told. */
final class SourceEndpoints {
    private static final int ACCOUNTS_USUAL = 40;
    private static final int ACCOUNTS_MAX = 80;

    private final Callers callers;
    private final Attributions attributions;
    private final SourceJson json;
    private final Pages pages;

    SourceEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.attributions = doors.attributions();
        this.json = new SourceJson(doors.accounts(), renderers.account());
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get("/api/ramage/v1/followers", list(attributions::followers))
                .get("/api/ramage/v1/follow_requests", list(attributions::requests));
    }

    /**
     * What is true of what a client says. Nobody can have come by a list, of which there are none yet; and who came by an
     * invitation is recorded when they come in.
     */
    static FollowSource read(Params params, Attributions attributions, Viewer follower, AccountId followed) {
        return switch (params.text("source")) {
            case "profile" -> FollowSource.PROFILE;
            case "boost" ->
                DecimalId.parse(params.text("source_status_id").strip())
                        .map(id -> attributions.boost(follower, followed, new PostId(id)))
                        .orElse(FollowSource.API);
            case "search" -> attributions.search(follower, followed, params.text("source_words"));
            case "hashtag" -> attributions.hashtag(follower, followed, params.text("source_tag"));
            case "recommendation" ->
                switch (params.text("source_reason")) {
                    case "friends_of_friends" ->
                        attributions.recommendation(
                                follower, followed, FollowSource.Recommended.Reason.FRIENDS_OF_FRIENDS);
                    case "follows_you" ->
                        attributions.recommendation(follower, followed, FollowSource.Recommended.Reason.FOLLOWS_YOU);
                    default -> FollowSource.API;
                };
            default -> FollowSource.API;
        };
    }

    private interface Listing {
        List<Attributed> page(Viewer followed, FollowPage page);
    }

    private Endpoint list(Listing listing) {
        return call -> {
            var me = callers.signedIn(call, Scope.READ_FOLLOWS);
            var range = Pages.follows(call.params(), ACCOUNTS_USUAL, ACCOUNTS_MAX);
            var page = listing.page(me, range);
            return answer(call, page, range);
        };
    }

    private Answer answer(Call call, List<Attributed> page, FollowPage range) {
        return pages.whenFull(
                call,
                Answer.json(json.all(page)),
                page,
                range.max(),
                one -> one.follow().id());
    }
}
