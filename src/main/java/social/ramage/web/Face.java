package social.ramage.web;

import social.ramage.problem.Problem;

/** One way to be spoken to: which addresses are its own, and how it says that something is not so. */
public interface Face {
    /** Whether an address that no route has is this face's to refuse. */
    boolean covers(String path);

    /**
     * Looks at a call before its endpoint does.
     *
     * @throws social.ramage.problem.Refusal when the endpoint must not be asked
     */
    default void admit(Call call) {}

    /** The one place of a face where a problem becomes an answer. */
    Answer refuse(Call call, Problem problem);

    /** Adds what all answers of this face carry. */
    Answer dress(Call call, Answer answer);
}
