package social.ramage.notice;

import java.util.Optional;
import java.util.Set;
import social.ramage.id.AccountId;

/**
 * Which notices are asked for.
 *
 * @param from of what these people did only
 */
public record Wanted(Set<Notice.Kind> kinds, Optional<AccountId> from) {}
