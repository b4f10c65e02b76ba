package social.ramage.person;

import java.time.Clock;
import java.util.function.Supplier;
import social.ramage.db.Database;
import social.ramage.event.Events;
import social.ramage.id.Ids;
import social.ramage.mail.Mail;
import social.ramage.work.HeavyWork;

/** All ways in and out, made together since they share what they prove with. */
public final class Doorway implements AutoCloseable {
    private final HeavyWork work = new HeavyWork("passwords", "problem.busy");
    private final OneTimeKeys keys;
    private final Sessions sessions;
    private final AppCodes codes;
    private final Passkeys passkeys;
    private final Invitations invitations;
    private final SignIn signIn;
    private final SignUp signUp;
    private final Credentials credentials;

    /** What the doorway stands on. */
    public record Ground(Database db, Events events, Ids ids, Clock clock) {}

    /** @param place the name of this server */
    public Doorway(Ground ground, People people, Mail mail, String place, Founder founder, Supplier<Opening> opening) {
        var db = ground.db();
        var clock = ground.clock();
        this.keys = new OneTimeKeys(db, clock);
        this.sessions = new Sessions(db, people, ground.ids(), clock);
        this.codes = new AppCodes(db, clock);
        this.passkeys = new Passkeys(db, keys, clock);
        this.invitations = new Invitations(db, ground.ids(), clock);
        var proofs = new Proofs(people, sessions, keys, codes, new Passwords(work), new Letters(mail, place));
        this.signIn = new SignIn(db, proofs, work);
        this.signUp =
                new SignUp(db, ground.events(), proofs, new SignUp.Entrance(invitations, founder, opening), clock);
        this.credentials = new Credentials(db, proofs);
    }

    public Sessions sessions() {
        return sessions;
    }

    public AppCodes codes() {
        return codes;
    }

    public Passkeys passkeys() {
        return passkeys;
    }

    public Invitations invitations() {
        return invitations;
    }

    public SignIn signIn() {
        return signIn;
    }

    public SignUp signUp() {
        return signUp;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Deletes what nobody came back for. */
    public void sweep() {
        keys.sweep();
        sessions.sweep();
        signUp.sweep();
    }

    @Override
    public void close() {
        work.close();
    }
}
