package social.ramage.event;

/** What somebody does to a post besides answering it and passing it on. */
public enum Signal {
    /** Says +1. Counted, and shown with who it was. */
    FAVOURITE,
    /** Keeps it for later. Nobody else knows. */
    BOOKMARK,
    /** Shows it first on one's own page. */
    PIN,
    /** Wants to hear no more of its conversation: given to the conversation's first post. */
    MUTE
}
