package social.ramage.person;

import java.time.Instant;
import social.ramage.id.AccountId;
import social.ramage.id.PersonId;

/**
 * A browser in which somebody is signed in.
 *
 * @param account for which they act at present
 * @param browser how it calls itself, shortened
 * @param seenAt to the hour
 */
public record Session(long id, PersonId person, AccountId account, String browser, Instant createdAt, Instant seenAt) {}
