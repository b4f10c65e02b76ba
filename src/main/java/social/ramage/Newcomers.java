package social.ramage;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.Handle;
import social.ramage.db.Tx;
import social.ramage.follow.FollowSource;
import social.ramage.id.AccountId;
import social.ramage.id.PersonId;
import social.ramage.page.OwnerDesk;
import social.ramage.person.Email;
import social.ramage.person.Founder;
import social.ramage.person.Password;
import social.ramage.person.Role;
import social.ramage.person.Secret;
import social.ramage.person.SignUp;
import social.ramage.problem.Refusal;

/** Makes people and their accounts. */
final class Newcomers implements OwnerDesk, Founder {
    private final Ramage ramage;

    Newcomers(Ramage ramage) {
        this.ramage = ramage;
    }

    /** Somebody new. */
    record Newcomer(Handle handle, Email email, String name, String bio, Role role, boolean isLocked) {}

    Account create(Newcomer newcomer) {
        return ramage.events.change(tx -> {
            var account = create(tx, newcomer);
            pilot(tx, newcomer, account);
            return account;
        });
    }

    @Override
    public void check(Secret link) {
        ramage.ownerLink.check(link);
    }

    @Override
    public PersonId begin(Secret link, Form form) {
        var newcomer = new Newcomer(
                Handle.parse(form.handle()),
                Email.parse(form.email()),
                form.name(),
                "",
                Role.OWNER,
                /* isLocked= */ false);
        var password = form.password().isEmpty()
                ? Optional.<Password>empty()
                : Optional.of(Password.choose(form.password(), form.handle(), form.email()));
        var person = ramage.events.change(tx -> {
            ramage.ownerLink.use(tx, link);
            return pilot(tx, newcomer, create(tx, newcomer));
        });
        password.ifPresent(it -> ramage.doorway.credentials().begin(person, it));
        return person;
    }

    @Override
    public void check(PersonAsking asking) {
        if (Handle.parse(asking.handle()).isReserved()
                || ramage.accounts.find(asking.handle()).isPresent()) {
            throw Refusal.invalid("handle", "problem.handle_taken", asking.handle());
        }
        Accounts.check(new Account.Profile(asking.name(), ""));
    }

    @Override
    public AccountId found(Tx tx, PersonAsking asking) {
        var handle = Handle.parse(asking.handle());
        if (handle.isReserved()) {
            throw Refusal.invalid("handle", "problem.handle_taken", handle.value());
        }
        return ramage.accounts
                .create(tx, handle, new Account.Profile(asking.name(), ""), Optional.empty())
                .id();
    }

    /** Whoever was invited follows whoever invited them. */
    void welcome(SignUp.Arrived arrived) {
        arrived.invitedBy()
                .filter(by -> !ramage.accounts.restricted().isSuspended(by))
                .ifPresent(by -> ramage.follows.follow(arrived.account(), by, new FollowSource.Invited(by)));
    }

    private Account create(Tx tx, Newcomer newcomer) {
        var lockedAt = newcomer.isLocked ? Optional.of(ramage.clock.instant()) : Optional.<Instant>empty();
        return ramage.accounts.create(tx, newcomer.handle, new Account.Profile(newcomer.name, newcomer.bio), lockedAt);
    }

    private PersonId pilot(Tx tx, Newcomer newcomer, Account account) {
        var person = ramage.people.findOrCreate(tx, newcomer.email, Locale.FRENCH);
        ramage.people.pilots(tx, person, account.id(), newcomer.role);
        return person;
    }
}
