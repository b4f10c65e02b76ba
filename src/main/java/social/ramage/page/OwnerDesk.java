package social.ramage.page;

import social.ramage.id.PersonId;
import social.ramage.person.Secret;
import social.ramage.problem.Refusal;

/** Takes the owner in, once. */
public interface OwnerDesk {
    /**
     * What the owner types.
     *
     * @param password empty for none
     */
    record Form(String handle, String email, String name, String password) {
        static final Form EMPTY = new Form("", "", "", "");

        @Override
        public String toString() {
            return "(a form)";
        }
    }

    /** @throws Refusal NotFound when the link is no longer good */
    void check(Secret link);

    /**
     * Makes the owner and their account.
     *
     * @throws Refusal NotFound when the link is no longer good, Invalid for what cannot be taken
     */
    PersonId begin(Secret link, Form form);
}
