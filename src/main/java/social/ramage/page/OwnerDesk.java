package social.ramage.page;

import social.ramage.account.Handle;
import social.ramage.person.Email;
import social.ramage.person.Secret;
import social.ramage.problem.Refusal;

/** Takes the owner in, once. */
public interface OwnerDesk {
    /** @throws Refusal NotFound when the link is no longer good */
    void check(Secret link);

    /**
     * Makes the owner's account.
     *
     * @return a token for a client
     * @throws Refusal NotFound when the link is no longer good, Invalid when the handle is taken
     */
    Secret begin(Secret link, Handle handle, Email email, String name);
}
