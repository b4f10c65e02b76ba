package social.ramage.person;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PersonId;

/** The only way to people and to what they pilot. */
public final class People {
    private final Database db;
    private final Ids ids;
    private final PersonStore store = new PersonStore();

    public People(Database db, Ids ids) {
        this.db = db;
        this.ids = ids;
    }

    /** The person of that address, made when there is none yet. */
    public PersonId findOrCreate(Tx tx, Email email, Locale locale) {
        return store.find(tx, email).orElseGet(() -> create(tx, email, locale));
    }

    public void pilots(Tx tx, PersonId person, AccountId account, Role role) {
        store.pilot(tx, person, account, role, ids.now());
    }

    /** The highest that somebody has with this account; nothing for one that nobody pilots. */
    public Optional<Role> role(Tx tx, AccountId account) {
        return store.roles(tx, account).stream().max(Comparator.naturalOrder());
    }

    /**
     * Gives whoever pilots an account another role; an owner stays one.
     *
     * @return whether there is somebody
     */
    public boolean appoint(Tx tx, AccountId account, Role role) {
        return store.appoint(tx, account, role) > 0;
    }

    /** Accounts of owners and moderators. */
    public List<AccountId> staff() {
        return db.read(store::staff);
    }

    /** Who pilots an account longest. */
    public Optional<Person> pilotOf(AccountId account) {
        return db.read(tx -> store.pilotOf(tx, account));
    }

    public boolean hasOwner() {
        return db.read(this::hasOwner);
    }

    public boolean hasOwner(Tx tx) {
        return store.owners(tx) > 0;
    }

    private PersonId create(Tx tx, Email email, Locale locale) {
        var person = new Person(new PersonId(ids.next()), email, locale, ids.now());
        store.insert(tx, person);
        return person.id();
    }
}
