package social.ramage.mastodon;

import java.util.List;
import java.util.function.Function;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.event.Signal;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowPage;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.post.IdRange;
import social.ramage.post.Post;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;
import social.ramage.safety.Moderators;
import social.ramage.signal.Signals;
import social.ramage.timeline.Timelines;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

final class AccountEndpoints {
    private static final int STATUSES_USUAL = 20;
    private static final int STATUSES_MAX = 40;
    private static final int ACCOUNTS_USUAL = 40;
    private static final int ACCOUNTS_MAX = 80;

    private final Callers callers;
    private final Accounts accounts;
    private final Follows follows;
    private final Posts posts;
    private final Signals signals;
    private final Timelines timelines;
    private final Moderators moderators;
    private final AccountJson accountJson;
    private final AccountsJson accountsJson;
    private final StatusJson statusJson;
    private final Pages pages;

    AccountEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.accounts = doors.accounts();
        this.follows = doors.follows();
        this.posts = doors.posts();
        this.signals = doors.signals();
        this.timelines = doors.timelines();
        this.moderators = doors.safety().moderators();
        this.accountJson = renderers.account();
        this.accountsJson = renderers.accounts();
        this.statusJson = renderers.status();
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/accounts/verify_credentials", this::verifyCredentials)
                .get("/api/v1/accounts/lookup", this::lookup)
                .get("/api/v1/accounts/{id}", this::show)
                .get("/api/v1/accounts/{id}/statuses", this::statuses)
                .get("/api/v1/accounts/{id}/followers", call -> list(call, follows::followers, Follow::follower))
                .get("/api/v1/accounts/{id}/following", call -> list(call, follows::following, Follow::followed));
    }

    private Answer verifyCredentials(Call call) {
        var me = callers.account(call, Scope.PROFILE, Scope.READ_ACCOUNTS);
        return Answer.json(new Segments()
                .add(accountJson.credentials(accounts.get(me), follows.countRequests(me), moderators.role(me))));
    }

    private Answer show(Call call) {
        callers.anyone(call, Scope.READ_ACCOUNTS);
        return account(new AccountId(call.idPart("id")));
    }

    private Answer lookup(Call call) {
        callers.anyone(call, Scope.READ_ACCOUNTS);
        var handle = call.params().get("acct").strip();
        return account(accounts.find(handle.startsWith("@") ? handle.substring(1) : handle)
                .orElseThrow(Refusal::notFound));
    }

    private Answer statuses(Call call) {
        var viewer = callers.anyone(call, Scope.READ_STATUSES);
        var author = new AccountId(call.idPart("id"));
        accounts.get(author);
        var params = call.params();
        boolean noReplies = params.isTrue("exclude_replies");
        boolean noBoosts = params.isTrue("exclude_reblogs");
        if (params.isTrue("pinned")) {
            return Answer.json(statusJson.all(pinned(author, viewer), viewer));
        }
        // Nothing has pictures yet, and a client that asks for those must not be given others.
        var page = params.isTrue("only_media")
                ? List.<Shown>of()
                : timelines.by(
                        author,
                        viewer,
                        Pages.range(params, STATUSES_USUAL, STATUSES_MAX),
                        post -> !(noBoosts && post.isBoost()) && !(noReplies && answersAnother(post)));
        return pages.link(call, Answer.json(statusJson.all(page, viewer)), page);
    }

    private List<Shown> pinned(AccountId author, Viewer viewer) {
        var ids = signals.by(author, Signal.PIN, IdRange.newest(Signals.PINS_MAX)).stream()
                .map(pin -> pin.post().value())
                .toList();
        return posts.visible(ids, viewer);
    }

    private static boolean answersAnother(Post post) {
        return post.place()
                .parentAuthor()
                .filter(it -> !it.equals(post.author()))
                .isPresent();
    }

    private interface Listing {
        List<Follow> page(AccountId account, FollowPage page);
    }

    private Answer list(Call call, Listing listing, Function<Follow, AccountId> shown) {
        var viewer = callers.anyone(call, Scope.READ_ACCOUNTS);
        var account = new AccountId(call.idPart("id"));
        var owner = accounts.get(account);
        boolean isHidden =
                owner.isSuspended() || (owner.switches().followsHiddenAt().isPresent() && !viewer.is(account));
        var range = Pages.follows(call.params(), ACCOUNTS_USUAL, ACCOUNTS_MAX);
        var page = isHidden || viewer.isBlockedBy(account) ? List.<Follow>of() : listing.page(account, range);
        var people =
                page.stream().map(shown).filter(it -> !viewer.leavesOut(it)).toList();
        return pages.whenFull(call, Answer.json(accountsJson.all(people)), page, range.max(), Follow::id);
    }

    private Answer account(AccountId id) {
        var view = accounts.view(id);
        if (view.row().isEmpty()) {
            throw Refusal.notFound();
        }
        var body = new Segments();
        accountJson.add(view, body);
        return Answer.json(body);
    }
}
