package social.ramage.person;

/** What a person may do with an account that they pilot. */
public enum Role {
    /** Everything, and the settings of the whole server. */
    OWNER,
    /** Everything that concerns the account. */
    HOLDER
}
