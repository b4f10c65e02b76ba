package social.ramage.mastodon;

import java.util.List;
import java.util.function.Function;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.event.Signal;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowPage;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.DecimalId;
import social.ramage.post.IdRange;
import social.ramage.post.Post;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.problem.Refusal;
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
    private static final int RELATIONS_MAX = 40;

    private final Callers callers;
    private final Accounts accounts;
    private final Follows follows;
    private final Posts posts;
    private final Signals signals;
    private final Timelines timelines;
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
        this.accountJson = renderers.account();
        this.accountsJson = renderers.accounts();
        this.statusJson = renderers.status();
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/accounts/verify_credentials", this::verifyCredentials)
                .get("/api/v1/accounts/lookup", this::lookup)
                .get("/api/v1/accounts/search", this::search)
                .get("/api/v1/accounts/relationships", this::relationships)
                .get("/api/v1/accounts/{id}", this::show)
                .get("/api/v1/accounts/{id}/statuses", this::statuses)
                .get("/api/v1/accounts/{id}/followers", call -> list(call, follows::followers, Follow::follower))
                .get("/api/v1/accounts/{id}/following", call -> list(call, follows::following, Follow::followed))
                .post("/api/v1/accounts/{id}/follow", this::follow)
                .post("/api/v1/accounts/{id}/unfollow", this::unfollow);
    }

    private Answer verifyCredentials(Call call) {
        var me = callers.signedIn(call, Scope.READ).account().orElseThrow();
        return Answer.json(new Segments().add(accountJson.credentials(accounts.get(me), /* followRequests= */ 0)));
    }

    private Answer show(Call call) {
        callers.anyone(call);
        return account(new AccountId(call.idPart("id")));
    }

    private Answer lookup(Call call) {
        callers.anyone(call);
        var handle = call.params().get("acct").strip();
        return account(accounts.find(handle.startsWith("@") ? handle.substring(1) : handle)
                .orElseThrow(Refusal::notFound));
    }

    /** What a client asks while a handle is being typed. */
    private Answer search(Call call) {
        callers.signedIn(call, Scope.READ);
        var typed = call.params().text("q").strip();
        var found = accounts.startingWith(
                typed.startsWith("@") ? typed.substring(1) : typed,
                call.params().limit(ACCOUNTS_USUAL, ACCOUNTS_MAX));
        return Answer.json(accountsJson.all(found));
    }

    private Answer statuses(Call call) {
        var viewer = callers.anyone(call);
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
        callers.anyone(call);
        var account = new AccountId(call.idPart("id"));
        accounts.get(account);
        var params = call.params();
        int limit = params.limit(ACCOUNTS_USUAL, ACCOUNTS_MAX);
        long after = params.id("min_id").or(() -> params.id("since_id")).orElse(0L);
        var page = listing.page(account, new FollowPage(params.id("max_id").orElse(Long.MAX_VALUE), after, limit));
        var answer = Answer.json(accountsJson.all(page.stream().map(shown).toList()));
        return page.size() < limit
                ? answer
                : pages.link(
                        call,
                        answer,
                        page.getLast().id(),
                        "since_id",
                        page.getFirst().id());
    }

    private Answer follow(Call call) {
        var me = callers.signedIn(call, Scope.FOLLOW).account().orElseThrow();
        var other = new AccountId(call.idPart("id"));
        follows.follow(me, other, FollowSource.API);
        return relation(me, other);
    }

    private Answer unfollow(Call call) {
        var me = callers.signedIn(call, Scope.FOLLOW).account().orElseThrow();
        var other = new AccountId(call.idPart("id"));
        accounts.get(other);
        follows.unfollow(me, other);
        return relation(me, other);
    }

    private Answer relationships(Call call) {
        var me = callers.signedIn(call, Scope.READ).account().orElseThrow();
        var others = call.params().list("id").stream()
                .map(id -> DecimalId.parse(id).map(AccountId::new))
                .flatMap(java.util.Optional::stream)
                .distinct()
                .toList();
        if (others.size() > RELATIONS_MAX) {
            throw Refusal.invalid("id", "problem.too_many_ids", RELATIONS_MAX);
        }
        var known = others.stream().filter(it -> accounts.find(it).isPresent()).toList();
        var body = new Segments().add("[");
        var relations = follows.relations(me, known);
        for (int i = 0; i < relations.size(); i++) {
            body.add(i == 0 ? "" : ",").add(RelationshipJson.of(relations.get(i)));
        }
        return Answer.json(body.add("]"));
    }

    private Answer relation(AccountId me, AccountId other) {
        return Answer.json(new Segments()
                .add(RelationshipJson.of(follows.relations(me, List.of(other)).getFirst())));
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
