package social.ramage.safety;

import social.ramage.person.Opening;
import social.ramage.person.SignUpDoor;

/** The doors of safety, made together. */
public final class Safety {
    private final SignUpDoor signUp;
    private final ActLog log;
    private final Rules rules;
    private final Reports reports;
    private final Moderators moderators;
    private final Queue queue;
    private final Sanctions sanctions;

    public Safety(Parts parts) {
        this.signUp = parts.signUp();
        this.log = new ActLog(parts.db(), parts.ids());
        this.rules = new Rules(parts.db(), parts.ids(), parts.clock(), log);
        this.reports = new Reports(parts.db(), parts.accounts(), parts.posts(), rules, parts.ids());
        this.moderators = new Moderators(parts.db(), parts.people(), parts.accounts(), log);
        this.queue = new Queue(parts.db(), parts.posts(), log, parts.clock());
        this.sanctions = new Sanctions(parts, moderators, queue, log);
    }

    /** Who may come in. */
    public Opening signUp() {
        return signUp.opening();
    }

    public ActLog log() {
        return log;
    }

    public Rules rules() {
        return rules;
    }

    public Reports reports() {
        return reports;
    }

    public Moderators moderators() {
        return moderators;
    }

    public Queue queue() {
        return queue;
    }

    public Sanctions sanctions() {
        return sanctions;
    }
}
