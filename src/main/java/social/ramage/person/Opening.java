package social.ramage.person;

/** For whom the door to this place is open. */
public enum Opening {
    /** Whoever likes to come. */
    OPEN,
    /** Whoever has a link from somebody who is here. */
    INVITATION,
    CLOSED
}
