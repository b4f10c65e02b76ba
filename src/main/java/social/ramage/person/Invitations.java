package social.ramage.person;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.problem.Refusal;

/** Links by which people bring others in. */
public final class Invitations {
    /** That one account may have at a time. */
    public static final int EACH_MAX = 30;

    public static final int USES_MAX = 100;
    private static final int CODE_MAX = 64;

    private final Database db;
    private final Ids ids;
    private final Clock clock;
    private final InvitationStore store = new InvitationStore();

    public Invitations(Database db, Ids ids, Clock clock) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param goodFor for ever when it is empty
     * @throws Refusal Invalid beyond {@link #USES_MAX} uses, or {@link #EACH_MAX} invitations
     */
    public Invitation create(AccountId by, int uses, Optional<Duration> goodFor) {
        if (uses < 1 || uses > USES_MAX) {
            throw Refusal.invalid("uses", "problem.invitation_uses", USES_MAX);
        }
        return db.transact(tx -> {
            if (store.by(tx, by, EACH_MAX).size() == EACH_MAX) {
                throw Refusal.invalid("invitation", "problem.invitations", EACH_MAX);
            }
            var now = clock.instant();
            var invitation = new Invitation(
                    ids.next(), Secret.fresh().value(), by, now, goodFor.map(now::plus), /* uses= */ 0, uses);
            store.insert(tx, invitation);
            return invitation;
        });
    }

    /** The newest first. */
    public List<Invitation> by(AccountId account) {
        return db.read(tx -> store.by(tx, account, EACH_MAX));
    }

    /** One that is not theirs is left alone. */
    public void withdraw(AccountId by, long id) {
        db.change(tx -> store.delete(tx, by, id));
    }

    /** @return nothing when it was withdrawn, used up or is too old */
    public Optional<Invitation> find(String code) {
        return code.isEmpty() || code.length() > CODE_MAX
                ? Optional.empty()
                : db.read(tx -> store.find(tx, code)).filter(it -> it.isGood(clock.instant()));
    }

    /** @throws Refusal NotFound when it is no longer good */
    Invitation use(Tx tx, long id) {
        var invitation = store.find(tx, id).filter(it -> it.isGood(clock.instant()));
        if (invitation.isEmpty() || !store.use(tx, id)) {
            throw Refusal.notFound();
        }
        return invitation.get();
    }
}
