package social.ramage.person;

import java.time.Duration;
import social.ramage.db.Database;
import social.ramage.id.PersonId;
import social.ramage.problem.Refusal;
import social.ramage.work.HeavyWork;

/**
 * How somebody proves who they are. Nothing here tells whether an address is known: neither the answer nor the time
 * that it takes.
 */
public final class SignIn {
    /** A password guessed at that rate is found in no lifetime. */
    private static final int PASSWORDS_MAX = 10;

    private static final Duration PASSWORDS_WINDOW = Duration.ofMinutes(15);
    /** A code has a million values, of which three are good at a time. */
    private static final int CODES_MAX = 5;

    private static final Duration CODES_WINDOW = Duration.ofMinutes(15);
    /** Nobody's mail is filled by others. */
    private static final int LETTERS_MAX = 5;

    private static final Duration LETTERS_WINDOW = Duration.ofHours(1);

    private final Database db;
    private final People people;
    private final Sessions sessions;
    private final OneTimeKeys keys;
    private final AppCodes codes;
    private final Passwords passwords;
    private final Letters letters;
    private final HeavyWork work;
    private final Tries passwordTries = new Tries(PASSWORDS_MAX, PASSWORDS_WINDOW);
    private final Tries codeTries = new Tries(CODES_MAX, CODES_WINDOW);
    private final Tries letterTries = new Tries(LETTERS_MAX, LETTERS_WINDOW);

    SignIn(Database db, Proofs proofs, HeavyWork work) {
        this.db = db;
        this.people = proofs.people();
        this.sessions = proofs.sessions();
        this.keys = proofs.keys();
        this.codes = proofs.codes();
        this.passwords = proofs.passwords();
        this.letters = proofs.letters();
        this.work = work;
    }

    /** How far somebody has come. */
    public sealed interface Step {
        record In(PersonId person) implements Step {}

        /** @param half shows that the first step is done */
        record CodeWanted(Secret half) implements Step {}
    }

    /** @throws Refusal Invalid when address and password do not go together, TooMany when it was tried too often */
    public Step byPassword(String typedEmail, String typed) {
        var email = Email.find(typedEmail);
        passwordTries.count(email.map(Email::key).orElse(""));
        if (!Password.canBe(typed)) {
            throw wrong();
        }
        var password = new Password(typed);
        var person = email.flatMap(people::find);
        var kept = person.flatMap(Person::password);
        if (kept.isEmpty()) {
            passwords.pretend(password);
            throw wrong();
        }
        if (!passwords.matches(password, kept.get())) {
            throw wrong();
        }
        passwordTries.forget(email.orElseThrow().key());
        return proved(person.orElseThrow());
    }

    /**
     * Sends a link that signs in, when somebody has that address.
     *
     * @throws Refusal Invalid when it can be no address, TooMany when it was asked too often
     */
    public void askLink(String typedEmail, LinkTo page) {
        write(typedEmail, Purpose.SIGN_IN, "mail.sign_in", page);
    }

    /** Sends a link to choose a new password; as {@link #askLink}. */
    public void askPassword(String typedEmail, LinkTo page) {
        write(typedEmail, Purpose.PASSWORD, "mail.password", page);
    }

    /** @throws Refusal NotFound when the link is no longer good */
    public void checkLink(Secret secret) {
        db.read(tx -> keys.get(tx, secret, Purpose.SIGN_IN));
    }

    /** @throws Refusal NotFound, as {@link #checkLink} */
    public Step byLink(Secret secret) {
        var person = db.transact(tx ->
                people.get(tx, keys.use(tx, secret, Purpose.SIGN_IN).person().orElseThrow()));
        return proved(person);
    }

    /**
     * The second step, with the code that the app shows or one of those kept on paper.
     *
     * @throws Refusal NotFound when the first step is too long ago, Invalid for a wrong code, TooMany after some
     */
    public PersonId byCode(Secret half, String typed) {
        var person = db.read(tx -> keys.get(tx, half, Purpose.CODE)).person().orElseThrow();
        codeTries.count(person.toString());
        db.change(tx -> {
            if (!codes.use(tx, person, typed)) {
                throw Refusal.invalid("code", "problem.code");
            }
            keys.use(tx, half, Purpose.CODE);
        });
        codeTries.forget(person.toString());
        return person;
    }

    /** @throws Refusal NotFound when the link is no longer good */
    public void checkPasswordLink(Secret secret) {
        db.read(tx -> keys.get(tx, secret, Purpose.PASSWORD));
    }

    /**
     * Takes a new password from whoever has the link, and ends all sessions that there are.
     *
     * @throws Refusal NotFound when the link is no longer good, Invalid for a password that cannot be
     */
    public Step choosePassword(Secret secret, String typed) {
        var held = db.read(tx -> keys.get(tx, secret, Purpose.PASSWORD));
        var id = held.person().orElseThrow();
        var hash = passwords.hash(Password.choose(typed, people.get(id).email().value()));
        var person = db.transact(tx -> {
            keys.use(tx, secret, Purpose.PASSWORD);
            people.setPassword(tx, id, hash);
            sessions.endAll(tx, id);
            keys.forget(tx, id, Purpose.SIGN_IN);
            keys.forget(tx, id, Purpose.PASSWORD);
            var found = people.get(tx, id);
            letters.write(tx, found.email(), found.locale(), "mail.password_changed");
            return found;
        });
        sessions.forget(id);
        passwordTries.forget(person.email().key());
        return proved(person);
    }

    private Step proved(Person person) {
        return person.hasCode()
                ? new Step.CodeWanted(
                        db.transact(tx -> keys.create(tx, Purpose.CODE, OneTimeKeys.Held.by(person.id()))))
                : new Step.In(person.id());
    }

    /** Looked up and written once the answer has left, so that it takes as long for an address that nobody has. */
    private void write(String typedEmail, Purpose purpose, String about, LinkTo page) {
        var email = Email.parse(typedEmail);
        letterTries.count(email.key());
        work.later(() -> db.change(tx -> people.find(tx, email).ifPresent(person -> {
            var secret = keys.create(tx, purpose, OneTimeKeys.Held.by(person.id()));
            letters.write(tx, person.email(), person.locale(), about, page.address(secret));
        })));
    }

    private static Refusal wrong() {
        return Refusal.invalid("password", "problem.sign_in");
    }
}
