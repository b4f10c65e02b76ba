package social.ramage.person;

/** What a person may do with an account that they pilot, the least first. */
public enum Role {
    /** Everything that concerns the account. */
    HOLDER,
    /** And to look after the others: reports, and what follows from them. */
    MODERATOR,
    /** And the settings of the whole server. */
    OWNER
}
