package social.ramage.safety;

/** What a report is about. */
public enum Category {
    SPAM,
    LEGAL,
    /** Of rules that it names. */
    VIOLATION,
    OTHER
}
