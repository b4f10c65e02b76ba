package social.ramage.person;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import social.ramage.db.Database;
import social.ramage.event.Events;
import social.ramage.id.AccountId;
import social.ramage.id.PersonId;
import social.ramage.problem.Refusal;

/**
 * How somebody new comes in: they ask, open the link that they are mailed, and have an account. Whoever asks with an
 * address that is known gets the same answer, and mail that says so.
 */
public final class SignUp {
    private static final Duration OPEN_FOR = Duration.ofDays(2);
    private static final int LETTERS_MAX = 5;
    private static final Duration LETTERS_WINDOW = Duration.ofHours(1);
    private static final int SWEPT_MAX = 500;

    private final Database db;
    private final Events events;
    private final People people;
    private final Invitations invitations;
    private final Passwords passwords;
    private final Letters letters;
    private final OneTimeKeys keys;
    private final Founder founder;
    private final Supplier<Opening> opening;
    private final Clock clock;
    private final SignUpStore store = new SignUpStore();
    private final Tries letterTries = new Tries(LETTERS_MAX, LETTERS_WINDOW);

    SignUp(Database db, Events events, Proofs proofs, Entrance entrance, Clock clock) {
        this.db = db;
        this.events = events;
        this.people = proofs.people();
        this.passwords = proofs.passwords();
        this.letters = proofs.letters();
        this.keys = proofs.keys();
        this.invitations = entrance.invitations();
        this.founder = entrance.founder();
        this.opening = entrance.opening();
        this.clock = clock;
    }

    /** How one gets in here. */
    record Entrance(Invitations invitations, Founder founder, Supplier<Opening> opening) {}

    /**
     * What somebody types who wants to come in.
     *
     * @param password empty for none: a link by mail opens the door then
     * @param invitation the code of one, or empty
     */
    public record Form(String email, String handle, String name, String password, String invitation) {
        @Override
        public String toString() {
            return "(a form)";
        }
    }

    /** Where the letters lead. */
    public record Pages(LinkTo confirm, LinkTo signIn) {}

    /** Somebody who has come in, and who invited them. */
    public record Arrived(PersonId person, AccountId account, Optional<AccountId> invitedBy) {}

    public Opening opening() {
        return opening.get();
    }

    /**
     * @param invitation the code of one, or empty
     * @throws Refusal Forbidden when the door is closed, or open with a good invitation only
     */
    public void check(String invitation) {
        find(invitation);
    }

    /** @throws Refusal Forbidden as {@link #check}, Invalid for what cannot be taken, TooMany */
    public void ask(Form form, Locale locale, Pages pages) {
        var invitation = find(form.invitation());
        var email = Email.parse(form.email());
        founder.check(new Founder.PersonAsking(form.handle(), form.name()));
        letterTries.count(email.key());
        var password = form.password().isEmpty()
                ? Optional.<String>empty()
                : Optional.of(passwords.hash(Password.choose(form.password(), form.handle(), email.value())));
        var asked = new SignUpStore.Asked(
                email, form.handle(), form.name(), password, locale, invitation.map(Invitation::id));
        db.change(tx -> {
            var secret = Secret.fresh();
            store.insert(tx, secret.hash(), asked, clock.instant());
            var known = people.find(tx, email);
            if (known.isPresent()) {
                // Written and taken back, so that it takes as long as for an address that nobody has.
                store.delete(tx, secret.hash());
                var signIn = keys.create(
                        tx, Purpose.SIGN_IN, OneTimeKeys.Held.by(known.get().id()));
                letters.write(
                        tx,
                        known.get().email(),
                        known.get().locale(),
                        "mail.known",
                        pages.signIn().address(signIn));
            } else {
                letters.write(tx, email, locale, "mail.confirm", pages.confirm().address(secret), form.handle());
            }
        });
    }

    /**
     * @return the handle that was asked for
     * @throws Refusal NotFound when the link is no longer good
     */
    public String asked(Secret secret) {
        return db.read(tx -> store.find(tx, secret.hash(), clock.instant().minus(OPEN_FOR)))
                .orElseThrow(Refusal::notFound)
                .handle();
    }

    /**
     * Makes person and account.
     *
     * @param handle another one, when the one that was asked for was taken in between; or empty
     * @throws Refusal NotFound when the link is no longer good, Invalid when the handle is taken
     */
    public Arrived arrive(Secret secret, String handle) {
        return events.change(tx -> {
            var asked = store.find(tx, secret.hash(), clock.instant().minus(OPEN_FOR))
                    .orElseThrow(Refusal::notFound);
            store.delete(tx, secret.hash());
            var person = people.create(tx, asked.email(), asked.locale(), asked.password())
                    .orElseThrow(() -> Refusal.invalid("email", "problem.email_taken"));
            var account = founder.found(
                    tx, new Founder.PersonAsking(handle.isEmpty() ? asked.handle() : handle, asked.name()));
            people.pilots(tx, person, account, Role.HOLDER);
            var invitedBy = asked.invitation().map(id -> invitations.use(tx, id).by());
            return new Arrived(person, account, invitedBy);
        });
    }

    public void sweep() {
        var before = clock.instant().minus(OPEN_FOR);
        db.sweep(SWEPT_MAX, tx -> store.sweep(tx, before, SWEPT_MAX));
    }

    private Optional<Invitation> find(String code) {
        var invitation = invitations.find(code);
        switch (opening()) {
            case OPEN -> {}
            case INVITATION -> {
                if (invitation.isEmpty()) {
                    throw Refusal.forbidden("problem.sign_up_invitation");
                }
            }
            case CLOSED -> throw Refusal.forbidden("problem.sign_up_closed");
        }
        return invitation;
    }
}
