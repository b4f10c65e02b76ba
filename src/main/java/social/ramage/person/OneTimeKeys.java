package social.ramage.person;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.PersonId;
import social.ramage.problem.Refusal;

/** Secrets that open something once, and not for long. */
final class OneTimeKeys {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int SWEPT_MAX = 500;

    private final Database db;
    private final Clock clock;
    private final OneTimeKeyStore store = new OneTimeKeyStore();

    /**
     * For whom a key is.
     *
     * @param person nobody before it is known who comes
     * @param email the address that it proves, when it is about one
     */
    record Held(Optional<PersonId> person, Optional<Email> email) {
        static final Held NOBODY = new Held(Optional.empty(), Optional.empty());

        static Held by(PersonId person) {
            return new Held(Optional.of(person), Optional.empty());
        }
    }

    OneTimeKeys(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Secret create(Tx tx, Purpose purpose, Held held) {
        var secret = Secret.fresh();
        store.insert(tx, secret.hash(), purpose, held, clock.instant());
        return secret;
    }

    /** @throws Refusal NotFound when it was used, or is too old */
    Held get(Tx tx, Secret secret, Purpose purpose) {
        return store.find(tx, secret.hash(), purpose, oldest(purpose)).orElseThrow(Refusal::notFound);
    }

    /** @throws Refusal NotFound, as {@link #get} */
    Held use(Tx tx, Secret secret, Purpose purpose) {
        return store.use(tx, secret.hash(), purpose, oldest(purpose)).orElseThrow(Refusal::notFound);
    }

    /** Makes all of that kind worthless that somebody has. */
    void forget(Tx tx, PersonId person, Purpose purpose) {
        store.forget(tx, person, purpose);
    }

    void sweep() {
        var before = clock.instant().minus(KEPT);
        db.sweep(SWEPT_MAX, tx -> store.sweep(tx, before, SWEPT_MAX));
    }

    private Instant oldest(Purpose purpose) {
        return clock.instant().minus(purpose.openFor());
    }
}
