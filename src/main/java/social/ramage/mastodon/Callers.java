package social.ramage.mastodon;

import java.util.Arrays;
import java.util.Optional;
import social.ramage.account.Access;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.account.Tokens;
import social.ramage.follow.Follows;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Call;
import social.ramage.web.RateLimits;

/** Who is calling, and may they do what they ask. */
final class Callers {
    private final Accounts accounts;
    private final Tokens tokens;
    private final Follows follows;
    private final RateLimits limits;

    Callers(Accounts accounts, Tokens tokens, Follows follows, RateLimits limits) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.follows = follows;
        this.limits = limits;
    }

    /** Whoever calls, signed in or not. @throws Refusal SignedOut for a bad token, Forbidden for one that may not read */
    Viewer anyone(Call call, Scope scope) {
        var access = access(call);
        return access.isEmpty() ? Viewer.NOBODY : viewer(access.get(), scope).orElse(Viewer.NOBODY);
    }

    /** For what everybody may know, whatever the token may. @throws Refusal SignedOut for a bad token */
    void admit(Call call) {
        access(call);
    }

    /**
     * @throws Refusal SignedOut without a good token, Forbidden when it lacks the scope, Invalid when it acts for no
     *     account
     */
    Viewer signedIn(Call call, Scope... anyOf) {
        return viewer(access(call).orElseThrow(Callers::signedOut), anyOf).orElseThrow(Callers::ofNobody);
    }

    AccountId account(Call call, Scope... anyOf) {
        return signedIn(call, anyOf).account().orElseThrow();
    }

    /** Who listens, and the token by which they may. */
    record Listener(AccountId account, String token) {}

    /**
     * As {@link #signedIn}, where the token may come as the protocol that a socket is to speak, too: a browser can set no
     * header there.
     */
    Listener listening(Call call, Scope... anyOf) {
        var token = call.token().or(() -> protocol(call));
        var access = access(call, token).orElseThrow(Callers::signedOut);
        refuseWithout(access, anyOf);
        return new Listener(access.account().orElseThrow(Callers::ofNobody), token.orElseThrow());
    }

    /** Whether this token still lets somebody listen. */
    boolean mayListen(Listener listener, Scope... anyOf) {
        return tokens.find(listener.token)
                        .filter(access -> Arrays.stream(anyOf).anyMatch(access::may))
                        .isPresent()
                && !accounts.restricted().isSilenced(listener.account);
    }

    private static Optional<String> protocol(Call call) {
        return call.wantsSocket()
                ? call.header("Sec-WebSocket-Protocol").map(it -> it.split(",", 2)[0].strip())
                : Optional.empty();
    }

    private Optional<Viewer> viewer(Access access, Scope... anyOf) {
        refuseWithout(access, anyOf);
        return access.account().map(follows::viewer);
    }

    private static void refuseWithout(Access access, Scope... anyOf) {
        if (Arrays.stream(anyOf).anyMatch(access::may)) {
            return;
        }
        throw new Refusal(new Problem.Forbidden(Sentence.of("problem.token_scope", anyOf[0].word())));
    }

    private Optional<Access> access(Call call) {
        return access(call, call.token());
    }

    private Optional<Access> access(Call call, Optional<String> token) {
        if (token.isEmpty()) {
            limits.count(call, RateLimits.Kind.ADDRESS, call.address());
            return Optional.empty();
        }
        var access = tokens.find(token.get());
        if (access.isEmpty()) {
            limits.count(call, RateLimits.Kind.ADDRESS, call.address());
            throw signedOut();
        }
        access.get()
                .account()
                .ifPresentOrElse(
                        account -> {
                            limits.count(call, RateLimits.Kind.ACCOUNT, account.toString());
                            accounts.refuseRestricted(account);
                        },
                        () -> limits.count(call, RateLimits.Kind.ADDRESS, call.address()));
        return access;
    }

    private static Refusal ofNobody() {
        return new Refusal(new Problem.Invalid("token", Sentence.of("problem.token_of_nobody")));
    }

    private static Refusal signedOut() {
        return new Refusal(new Problem.SignedOut(Sentence.of("problem.token")));
    }
}
