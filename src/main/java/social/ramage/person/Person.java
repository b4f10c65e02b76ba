package social.ramage.person;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import social.ramage.id.PersonId;

/**
 * Somebody who signs in.
 *
 * @param password as {@link Passwords} keeps it; without one, a link by mail or a passkey opens the door
 * @param codeSince since when a code of an app is asked for, too
 */
public record Person(
        PersonId id,
        Email email,
        Locale locale,
        Instant createdAt,
        Optional<String> password,
        Optional<Instant> codeSince) {
    public boolean hasPassword() {
        return password.isPresent();
    }

    public boolean hasCode() {
        return codeSince.isPresent();
    }

    @Override
    public String toString() {
        return "(person " + id + ")";
    }
}
