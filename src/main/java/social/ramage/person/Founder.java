package social.ramage.person;

import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.problem.Refusal;

/** Makes accounts; sign-up knows none. */
public interface Founder {
    /** @throws Refusal Invalid when no account may have that handle, or one has it */
    void check(String handle);

    /** @throws Refusal Invalid, as {@link #check} */
    AccountId found(Tx tx, PersonAsking asking);

    /** Who is to have the account. */
    record PersonAsking(String handle, String name) {}
}
