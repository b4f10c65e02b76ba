package social.ramage.signal;

import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/**
 * That an account gave a post a signal.
 *
 * @param id of the signal itself, in the order of time
 */
public record Signalled(long id, AccountId account, PostId post) {}
