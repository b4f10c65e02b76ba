package social.ramage.id;

/** Somebody who signs in. */
public record PersonId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
