package social.ramage.mastodon;

import java.util.Set;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.follow.Follows;
import social.ramage.id.AccountId;
import social.ramage.media.Frame;
import social.ramage.media.Pictures;
import social.ramage.post.Posts;
import social.ramage.safety.Moderators;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Endpoint;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** What people say of themselves. */
final class ProfileEndpoints {
    static final String UPDATE = "/api/v1/accounts/update_credentials";
    static final String PROFILE = "/api/v1/profile";

    /** Ours, and no other server's: earlier posts become posts for followers, too. */
    private static final String TIGHTEN = "tighten_posts";

    /** Two pictures, and some words. */
    private static final int BODY_BYTES_MAX = 2 * Pictures.BYTES_MAX + (1 << 20);

    private final Callers callers;
    private final Accounts accounts;
    private final Follows follows;
    private final Pictures pictures;
    private final Posts posts;
    private final Moderators moderators;
    private final AccountJson json;

    ProfileEndpoints(Callers callers, MastodonApi.Doors doors, AccountJson json) {
        this.callers = callers;
        this.accounts = doors.accounts();
        this.follows = doors.follows();
        this.pictures = doors.pictures();
        this.posts = doors.posts();
        this.moderators = doors.safety().moderators();
        this.json = json;
    }

    void addTo(Routes routes) {
        routes.patch(UPDATE, call -> credentials(change(call)))
                .taking(BODY_BYTES_MAX)
                .patch(PROFILE, call -> profile(change(call)))
                .taking(BODY_BYTES_MAX)
                .put(PROFILE, call -> profile(change(call)))
                .taking(BODY_BYTES_MAX)
                .get(PROFILE, call -> profile(callers.account(call, Scope.READ_ACCOUNTS, Scope.PROFILE)))
                .delete(PROFILE + "/avatar", remove(Frame.AVATAR))
                .delete(PROFILE + "/header", remove(Frame.HEADER))
                .get("/api/v1/preferences", this::preferences);
    }

    private AccountId change(Call call) {
        var viewer = callers.signedIn(call, Scope.WRITE_ACCOUNTS);
        var me = viewer.account().orElseThrow();
        var params = call.params();
        pictures.change(me, ProfileParams.change(params), ProfileParams.uploads(params));
        if (params.isTrue(TIGHTEN)) {
            posts.tighten(viewer);
        }
        return me;
    }

    private Endpoint remove(Frame frame) {
        return call -> {
            var me = callers.account(call, Scope.WRITE_ACCOUNTS);
            pictures.remove(me, Set.of(frame));
            return credentials(me);
        };
    }

    private Answer preferences(Call call) {
        return answer(AccountJson.preferences(account(callers.account(call, Scope.READ_ACCOUNTS))));
    }

    private Answer credentials(AccountId me) {
        return answer(json.credentials(account(me), follows.countRequests(me), moderators.role(me)));
    }

    private Answer profile(AccountId me) {
        return answer(json.profile(account(me)));
    }

    private Account account(AccountId me) {
        return accounts.get(me);
    }

    private static Answer answer(byte[] body) {
        return Answer.json(new Segments().add(body));
    }
}
