package social.ramage;

import java.util.Locale;
import java.util.Optional;
import social.ramage.account.Account;
import social.ramage.account.Handle;
import social.ramage.account.Tokens;
import social.ramage.db.Tx;
import social.ramage.page.OwnerDesk;
import social.ramage.person.Email;
import social.ramage.person.Role;
import social.ramage.person.Secret;

/** Makes people and their accounts. */
final class Newcomers implements OwnerDesk {
    private final Ramage ramage;

    Newcomers(Ramage ramage) {
        this.ramage = ramage;
    }

    /** Somebody new. */
    record Newcomer(Handle handle, Email email, String name, String bio, Role role, boolean isLocked) {}

    Account create(Newcomer newcomer) {
        return ramage.events.change(tx -> create(tx, newcomer));
    }

    @Override
    public void check(Secret link) {
        ramage.ownerLink.check(link);
    }

    @Override
    public Secret begin(Secret link, Handle handle, Email email, String name) {
        return ramage.events.change(tx -> {
            ramage.ownerLink.use(tx, link);
            var account = create(tx, new Newcomer(handle, email, name, "", Role.OWNER, /* isLocked= */ false));
            return ramage.tokens.create(tx, account.id(), Tokens.ALL);
        });
    }

    private Account create(Tx tx, Newcomer newcomer) {
        var lockedAt = newcomer.isLocked ? Optional.of(ramage.clock.instant()) : Optional.<java.time.Instant>empty();
        var account =
                ramage.accounts.create(tx, newcomer.handle, new Account.Profile(newcomer.name, newcomer.bio), lockedAt);
        var person = ramage.people.findOrCreate(tx, newcomer.email, Locale.FRENCH);
        ramage.people.pilots(tx, person, account.id(), newcomer.role);
        return account;
    }
}
