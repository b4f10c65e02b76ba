package social.ramage.account;

import java.time.Clock;
import java.time.Duration;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.person.Secret;
import social.ramage.problem.Refusal;

/** The link that an empty server prints: whoever opens it first becomes its owner. One is open at a time. */
public final class OwnerLink {
    private static final Duration OPEN_FOR = Duration.ofDays(1);

    private final Database db;
    private final Clock clock;
    private final TokenStore store = new TokenStore();

    public OwnerLink(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Offers a new link; the one before is no longer good. */
    public Secret offer() {
        var secret = Secret.fresh();
        db.change(tx -> store.offerLink(tx, secret.hash(), clock.instant()));
        return secret;
    }

    /** @throws Refusal NotFound when it was used, replaced or is more than a day old */
    public void check(Secret secret) {
        if (!db.read(tx -> store.isLinkOpen(tx, secret.hash(), clock.instant().minus(OPEN_FOR)))) {
            throw Refusal.notFound();
        }
    }

    /** @throws Refusal NotFound, as {@link #check} */
    public void use(Tx tx, Secret secret) {
        var now = clock.instant();
        if (!store.useLink(tx, secret.hash(), now, now.minus(OPEN_FOR))) {
            throw Refusal.notFound();
        }
    }
}
