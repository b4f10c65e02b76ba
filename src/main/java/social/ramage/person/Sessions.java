package social.ramage.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PersonId;
import social.ramage.problem.Refusal;

/** The browsers in which people are signed in. */
public final class Sessions {
    /** A browser that is not used signs out by itself. */
    public static final Duration IDLE_MAX = Duration.ofDays(30);

    /** And one that is used, too, now and then. */
    static final Duration AGE_MAX = Duration.ofDays(365);

    /** Of one person; the oldest end beyond it. */
    static final int EACH_MAX = 50;

    private static final int KNOWN_MAX = 100_000;
    /** A session that ends on another node is good here for so long at most. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private static final Duration SEEN_EVERY = Duration.ofHours(1);
    private static final int BROWSER_UNITS_MAX = 200;
    private static final int LENGTH_MAX = 64;
    private static final int SWEPT_MAX = 500;

    private final Database db;
    private final People people;
    private final Ids ids;
    private final Clock clock;
    private final SessionStore store = new SessionStore();
    private final Cache<String, Session> sessionByHash = Caffeine.newBuilder()
            .maximumSize(KNOWN_MAX)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    public Sessions(Database db, People people, Ids ids, Clock clock) {
        this.db = db;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Signs somebody in, who has proved who they are.
     *
     * @param browser how it calls itself
     * @return what the browser shows from now on
     * @throws Refusal Forbidden when they pilot no account
     */
    public Secret begin(PersonId person, String browser) {
        var secret = Secret.fresh();
        db.change(tx -> {
            var account = people.piloted(tx, person).stream()
                    .findFirst()
                    .orElseThrow(() -> Refusal.forbidden("problem.no_account"))
                    .account();
            var now = clock.instant();
            var known = browser.substring(0, Math.min(browser.length(), BROWSER_UNITS_MAX));
            store.insert(tx, secret.hash(), new Session(ids.next(), person, account, known, now, now));
            store.keepNewest(tx, person, EACH_MAX);
        });
        return secret;
    }

    public Optional<Session> find(Secret secret) {
        if (secret.value().isEmpty() || secret.value().length() > LENGTH_MAX) {
            return Optional.empty();
        }
        var hash = secret.hash();
        var known = sessionByHash.getIfPresent(hash);
        if (known != null) {
            return Optional.of(known);
        }
        var now = clock.instant();
        var found = db.read(tx -> store.find(tx, hash, now.minus(IDLE_MAX), now.minus(AGE_MAX)));
        found.ifPresent(session -> {
            if (session.seenAt().isBefore(now.minus(SEEN_EVERY))) {
                db.change(tx -> store.see(tx, session.id(), now));
            }
            sessionByHash.put(hash, session);
        });
        return found;
    }

    /** The newest first. */
    public List<Session> of(PersonId person) {
        return db.read(tx -> store.of(tx, person, EACH_MAX));
    }

    /** From now on it acts for another account of theirs. @throws Refusal NotFound when they do not pilot it */
    public void actFor(Session session, AccountId account) {
        db.change(tx -> {
            if (people.piloted(tx, session.person()).stream()
                    .noneMatch(one -> one.account().equals(account))) {
                throw Refusal.notFound();
            }
            store.actFor(tx, session.id(), account);
        });
        forget(session.person());
    }

    /** One that is not theirs is left alone. */
    public void end(PersonId person, long id) {
        db.change(tx -> store.end(tx, person, id));
        forget(person);
    }

    public void endOthers(Session session) {
        db.change(tx -> store.endOthers(tx, session.person(), session.id()));
        forget(session.person());
    }

    /** All of theirs; the caller makes memory {@link #forget} them once that is durable. */
    void endAll(Tx tx, PersonId person) {
        store.endOthers(tx, person, 0);
    }

    void forget(PersonId person) {
        sessionByHash.asMap().values().removeIf(session -> session.person().equals(person));
    }

    public void sweep() {
        var before = clock.instant().minus(IDLE_MAX);
        db.sweep(SWEPT_MAX, tx -> store.sweep(tx, before, SWEPT_MAX));
    }
}
