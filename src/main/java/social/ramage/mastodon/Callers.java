package social.ramage.mastodon;

import java.util.Optional;
import social.ramage.account.Access;
import social.ramage.account.Scope;
import social.ramage.account.Tokens;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Call;
import social.ramage.web.RateLimits;

/** Who is calling, and may they do what they ask. */
final class Callers {
    private final Tokens tokens;
    private final Follows follows;
    private final RateLimits limits;

    Callers(Tokens tokens, Follows follows, RateLimits limits) {
        this.tokens = tokens;
        this.follows = follows;
        this.limits = limits;
    }

    /** Whoever calls, signed in or not. @throws Refusal SignedOut for a bad token, Forbidden for one that may not read */
    Viewer anyone(Call call) {
        var access = access(call);
        return access.isEmpty() ? Viewer.NOBODY : viewer(access.get(), Scope.READ);
    }

    /** @throws Refusal SignedOut without a good token, Forbidden when it lacks the scope */
    Viewer signedIn(Call call, Scope scope) {
        return viewer(access(call).orElseThrow(Callers::signedOut), scope);
    }

    private Viewer viewer(Access access, Scope scope) {
        boolean allowed = access.may(scope) || (scope == Scope.FOLLOW && access.may(Scope.WRITE));
        if (!allowed) {
            throw new Refusal(new Problem.Forbidden(Sentence.of("problem.token_scope")));
        }
        return follows.viewer(access.account());
    }

    private Optional<Access> access(Call call) {
        var token = call.token();
        if (token.isEmpty()) {
            limits.count(call, RateLimits.Kind.ADDRESS, call.address());
            return Optional.empty();
        }
        var access = tokens.find(token.get());
        if (access.isEmpty()) {
            limits.count(call, RateLimits.Kind.ADDRESS, call.address());
            throw signedOut();
        }
        limits.count(call, RateLimits.Kind.ACCOUNT, access.get().account().toString());
        return access;
    }

    private static Refusal signedOut() {
        return new Refusal(new Problem.SignedOut(Sentence.of("problem.token")));
    }
}
