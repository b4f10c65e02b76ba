package social.ramage.account;

/** What may be taken from an account. */
public enum Restriction {
    /** Everything: nothing of it is shown, and nobody acts for it. */
    SUSPENDED,
    /** To be shown to those who do not follow it. */
    LIMITED,
    /** To be acted for; what it said stays. */
    FROZEN
}
