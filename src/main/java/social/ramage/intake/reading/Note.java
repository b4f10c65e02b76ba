package social.ramage.intake.reading;

/** What was taken otherwise than it was given; told as counts, so that nothing changes in silence. */
public enum Note {
    /** A line that is not UTF-8. */
    OTHER_ENCODING,
    /** A text with characters that cannot be stored, such as half of a pair. */
    CHARACTERS_REPLACED,
    /** A handle that is no handle here, or that somebody else has. */
    HANDLE_CHANGED,
    NAME_CUT,
    BIO_CUT
}
