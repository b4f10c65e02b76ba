package social.ramage.id;

import java.util.Optional;

/** Ids of posts sort as the posts' times do. */
public record PostId(long value) implements Comparable<PostId> {
    /** @return nothing, when no post can have such an id */
    public static Optional<PostId> parse(String sent) {
        return DecimalId.parse(sent).map(PostId::new);
    }

    @Override
    public int compareTo(PostId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
