package social.ramage.event;

/** For whom a post is, from widest to narrowest. */
public enum Visibility {
    /** Everyone, and shown in public timelines. */
    PUBLIC,
    /** Everyone who comes by, but not in public timelines. */
    UNLISTED,
    /** The author's followers and those whom it mentions. */
    FOLLOWERS;

    public static Visibility narrower(Visibility one, Visibility other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
