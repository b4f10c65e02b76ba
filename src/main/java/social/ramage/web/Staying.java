package social.ramage.web;

/** That an answer does not end: its line stays open, and more comes as it happens. */
sealed interface Staying {
    Talk talk();

    /** Both sides may speak. */
    record Socket(Talk talk) implements Staying {}

    /**
     * One side listens.
     *
     * @param beat what it is sent now and then, so that all between see that the line is in use
     */
    record Events(Talk talk, String beat) implements Staying {}
}
