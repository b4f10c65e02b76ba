package social.ramage.safety;

import social.ramage.id.AccountId;

/** Somebody who looks after the others. Only {@link Moderators} makes one, so whoever has one was let in. */
public final class Moderator {
    private final AccountId account;
    private final boolean isOwner;

    Moderator(AccountId account, boolean isOwner) {
        this.account = account;
        this.isOwner = isOwner;
    }

    public AccountId account() {
        return account;
    }

    public boolean isOwner() {
        return isOwner;
    }
}
