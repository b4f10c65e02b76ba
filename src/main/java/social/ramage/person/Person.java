package social.ramage.person;

import java.time.Instant;
import java.util.Locale;
import social.ramage.id.PersonId;

public record Person(PersonId id, Email email, Locale locale, Instant createdAt) {}
