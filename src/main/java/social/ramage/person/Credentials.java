package social.ramage.person;

import java.time.Duration;
import social.ramage.db.Database;
import social.ramage.id.PersonId;
import social.ramage.problem.Refusal;

/** What somebody who is signed in changes about how they sign in; they hear of it by mail. */
public final class Credentials {
    private static final int LETTERS_MAX = 5;
    private static final Duration LETTERS_WINDOW = Duration.ofHours(1);

    private final Database db;
    private final People people;
    private final Sessions sessions;
    private final OneTimeKeys keys;
    private final Passwords passwords;
    private final Letters letters;
    private final Tries letterTries = new Tries(LETTERS_MAX, LETTERS_WINDOW);

    Credentials(Database db, Proofs proofs) {
        this.db = db;
        this.people = proofs.people();
        this.sessions = proofs.sessions();
        this.keys = proofs.keys();
        this.passwords = proofs.passwords();
        this.letters = proofs.letters();
    }

    /** Ends all sessions but this one. @throws Refusal Invalid for a password that cannot be */
    public void changePassword(Session session, String typed) {
        var person = people.get(session.person());
        var hash = passwords.hash(Password.choose(typed, person.email().value()));
        db.change(tx -> {
            people.setPassword(tx, person.id(), hash);
            keys.forget(tx, person.id(), Purpose.PASSWORD);
            letters.write(tx, person.email(), person.locale(), "mail.password_changed");
        });
        sessions.endOthers(session);
    }

    /**
     * Sends a link to a new address, which takes effect when it is opened.
     *
     * @throws Refusal Invalid when it can be no address, TooMany when it was asked too often
     */
    public void askEmail(PersonId id, String typed, LinkTo page) {
        var email = Email.parse(typed);
        letterTries.count(id.toString());
        var person = people.get(id);
        db.change(tx -> {
            keys.forget(tx, id, Purpose.EMAIL);
            var secret = keys.create(
                    tx, Purpose.EMAIL, new OneTimeKeys.Held(java.util.Optional.of(id), java.util.Optional.of(email)));
            letters.write(tx, email, person.locale(), "mail.email", page.address(secret));
        });
    }

    /** @throws Refusal NotFound when the link is no longer good */
    public void checkEmailLink(Secret secret) {
        db.read(tx -> keys.get(tx, secret, Purpose.EMAIL));
    }

    /** @throws Refusal NotFound, as {@link #checkEmailLink}; Invalid when somebody else has the address by now */
    public void changeEmail(Secret secret) {
        db.change(tx -> {
            var held = keys.use(tx, secret, Purpose.EMAIL);
            var person = people.get(tx, held.person().orElseThrow());
            people.setEmail(tx, person.id(), held.email().orElseThrow());
            letters.write(tx, person.email(), person.locale(), "mail.email_changed");
        });
    }
}
