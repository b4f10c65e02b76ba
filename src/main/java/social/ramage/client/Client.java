package social.ramage.client;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import social.ramage.account.Scope;
import social.ramage.id.ClientId;

/**
 * A program that people let act for them.
 *
 * @param website may be empty
 * @param redirects where people are sent with what it exchanges for a token
 * @param scopes what it may ask for at most
 */
public record Client(
        ClientId id, String name, String website, List<Redirect> redirects, Set<Scope> scopes, Instant createdAt) {
    public boolean mayAskFor(Set<Scope> wanted) {
        return wanted.stream().allMatch(one -> scopes.stream().anyMatch(mine -> mine.contains(one)));
    }
}
