package social.ramage.id;

/** Whose posts these are. Not a person: a person pilots one or more accounts. */
public record AccountId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
