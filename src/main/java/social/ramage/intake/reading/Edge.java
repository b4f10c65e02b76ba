package social.ramage.intake.reading;

/** One line of a graph: who follows whom, by the keys of their nodes. */
public record Edge(String follower, String followed) {
    /** Which of a line's two nodes is which. */
    public enum Direction {
        FOLLOWER_FOLLOWEE,
        FOLLOWEE_FOLLOWER
    }

    public boolean isLoop() {
        return follower.equals(followed);
    }

    static Edge of(String first, String second, Direction direction) {
        return switch (direction) {
            case FOLLOWER_FOLLOWEE -> new Edge(first, second);
            case FOLLOWEE_FOLLOWER -> new Edge(second, first);
        };
    }
}
