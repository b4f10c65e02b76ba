package social.ramage.safety;

/** What a moderator does. */
public enum Act {
    SUSPEND,
    REINSTATE,
    LIMIT,
    UNLIMIT,
    FREEZE,
    THAW,
    DELETE_POST,
    ASSIGN,
    UNASSIGN,
    RESOLVE,
    REOPEN,
    NOTE,
    SIGN_UP,
    ADD_RULE,
    WITHDRAW_RULE,
    APPOINT,
    DISMISS
}
