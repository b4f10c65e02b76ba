package social.ramage.mastodon;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.follow.Block;
import social.ramage.follow.Blocks;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowPage;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Follows;
import social.ramage.follow.Mute;
import social.ramage.id.AccountId;
import social.ramage.id.DecimalId;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Endpoint;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** How accounts stand to each other, and what changes that. */
final class RelationEndpoints {
    private static final int ACCOUNTS_USUAL = 40;
    private static final int ACCOUNTS_MAX = 80;
    private static final int RELATIONS_MAX = 40;

    private final Callers callers;
    private final Accounts accounts;
    private final Blocks blocks;
    private final Follows follows;
    private final AccountsJson accountsJson;
    private final Pages pages;

    RelationEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.accounts = doors.accounts();
        this.blocks = doors.blocks();
        this.follows = doors.follows();
        this.accountsJson = renderers.accounts();
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/accounts/relationships", this::relationships)
                .post(
                        "/api/v1/accounts/{id}/follow",
                        change(Scope.WRITE_FOLLOWS, (me, other) -> follows.follow(me, other, FollowSource.API)))
                .post("/api/v1/accounts/{id}/unfollow", change(Scope.WRITE_FOLLOWS, follows::unfollow))
                .post(
                        "/api/v1/accounts/{id}/remove_from_followers",
                        change(Scope.WRITE_FOLLOWS, (me, other) -> follows.unfollow(other, me)))
                .post("/api/v1/accounts/{id}/block", change(Scope.WRITE_BLOCKS, blocks::block))
                .post("/api/v1/accounts/{id}/unblock", change(Scope.WRITE_BLOCKS, blocks::unblock))
                .post("/api/v1/accounts/{id}/mute", this::mute)
                .post("/api/v1/accounts/{id}/unmute", change(Scope.WRITE_MUTES, blocks::unmute))
                .post("/api/v1/follow_requests/{id}/authorize", change(Scope.WRITE_FOLLOWS, follows::approve))
                .post("/api/v1/follow_requests/{id}/reject", change(Scope.WRITE_FOLLOWS, follows::refuse))
                .get(
                        "/api/v1/follow_requests",
                        list(Scope.READ_FOLLOWS, follows::requests, Follow::id, Follow::follower))
                .get("/api/v1/blocks", list(Scope.READ_BLOCKS, blocks::blocks, Block::id, Block::blocked))
                .get("/api/v1/mutes", this::mutes);
    }

    private interface Change {
        void run(AccountId me, AccountId other);
    }

    private Endpoint change(Scope scope, Change change) {
        return call -> {
            var me = callers.account(call, scope);
            var other = other(call);
            change.run(me, other);
            return relation(me, other);
        };
    }

    private Answer mute(Call call) {
        var me = callers.account(call, Scope.WRITE_MUTES);
        var other = other(call);
        var params = call.params();
        boolean withNotices = params.text("notifications").isBlank() || params.isTrue("notifications");
        blocks.mute(me, other, withNotices, params.seconds("duration"));
        return relation(me, other);
    }

    private AccountId other(Call call) {
        var other = new AccountId(call.idPart("id"));
        accounts.get(other);
        return other;
    }

    private Answer relationships(Call call) {
        var me = callers.account(call, Scope.READ_FOLLOWS);
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

    private interface Listing<T> {
        List<T> page(AccountId account, FollowPage page);
    }

    private <T> Endpoint list(Scope scope, Listing<T> listing, ToLongFunction<T> idOf, Function<T, AccountId> shown) {
        return call -> {
            var me = callers.account(call, scope);
            var range = Pages.follows(call.params(), ACCOUNTS_USUAL, ACCOUNTS_MAX);
            var page = listing.page(me, range);
            return link(
                    call,
                    page,
                    range,
                    idOf,
                    accountsJson.all(page.stream().map(shown).toList()));
        };
    }

    private Answer mutes(Call call) {
        var me = callers.account(call, Scope.READ_MUTES);
        var range = Pages.follows(call.params(), ACCOUNTS_USUAL, ACCOUNTS_MAX);
        var page = blocks.mutes(me, range);
        return link(call, page, range, Mute::id, accountsJson.muted(page));
    }

    private <T> Answer link(Call call, List<T> page, FollowPage range, ToLongFunction<T> idOf, Segments body) {
        return pages.whenFull(call, Answer.json(body), page, range.max(), idOf);
    }
}
