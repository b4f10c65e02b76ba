package social.ramage.stream;

import social.ramage.text.Fold;

/** What can be listened to. */
public sealed interface Channel {
    /** What home gains, changes and loses, and what one is told. */
    record Home() implements Channel {}

    /** What one is told. */
    record Notices() implements Channel {}

    /** What is said to everyone. */
    record InPublic(From from) implements Channel {}

    /**
     * What is said to everyone about something.
     *
     * @param key a tag, folded
     */
    record Topic(String key, From from) implements Channel {
        /** @param name as people type it, without the sign */
        public static Topic of(String name, From from) {
            return new Topic(Fold.key(name), from);
        }
    }

    /** All posts are of this server, so from elsewhere there are none. */
    enum From {
        ANYWHERE,
        HERE,
        ELSEWHERE
    }
}
