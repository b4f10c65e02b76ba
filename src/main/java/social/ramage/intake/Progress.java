package social.ramage.intake;

/** Hears how far an import is, after each batch. */
public interface Progress {
    enum Stage {
        /** Finding out who wrote what is in the file. */
        AUTHORS,
        POSTS,
        FOLLOWS
    }

    /**
     * @param part how much of the file has been read in this stage, from 0 to 1
     * @param count how many authors, posts or follows the file had so far, here already or not
     * @return false when nobody listens any more: then the import ends here, and can be run again
     */
    boolean at(Stage stage, double part, long count);
}
