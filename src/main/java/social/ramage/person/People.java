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
import social.ramage.problem.Refusal;

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
        return find(tx, email)
                .map(Person::id)
                .orElseGet(() -> create(tx, email, locale, Optional.empty()).orElseThrow());
    }

    /** @return nobody when somebody has that address */
    Optional<PersonId> create(Tx tx, Email email, Locale locale, Optional<String> password) {
        var person = new Person(new PersonId(ids.next()), email, locale, ids.now(), password, Optional.empty());
        return store.insert(tx, person) ? Optional.of(person.id()) : Optional.empty();
    }

    Optional<Person> find(Tx tx, Email email) {
        return store.find(tx, email);
    }

    Optional<Person> find(Email email) {
        return db.read(tx -> find(tx, email));
    }

    /** @throws Refusal NotFound */
    Person get(Tx tx, PersonId id) {
        return store.find(tx, id).orElseThrow(Refusal::notFound);
    }

    /** @throws Refusal NotFound */
    public Person get(PersonId id) {
        return db.read(tx -> get(tx, id));
    }

    void setPassword(Tx tx, PersonId id, String hash) {
        store.setPassword(tx, id, hash);
    }

    /** @throws Refusal Invalid when somebody else has the address */
    void setEmail(Tx tx, PersonId id, Email email) {
        if (!store.setEmail(tx, id, email)) {
            throw Refusal.invalid("email", "problem.email_taken");
        }
    }

    /** In which language mail speaks to them. */
    public void setLocale(PersonId id, Locale locale) {
        db.change(tx -> store.setLocale(tx, id, locale));
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

    /** What somebody pilots, the first one first. */
    public List<Piloted> piloted(PersonId person) {
        return db.read(tx -> piloted(tx, person));
    }

    List<Piloted> piloted(Tx tx, PersonId person) {
        return store.piloted(tx, person);
    }

    public boolean hasOwner() {
        return db.read(this::hasOwner);
    }

    public boolean hasOwner(Tx tx) {
        return store.owners(tx) > 0;
    }
}
