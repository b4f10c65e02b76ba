package social.ramage.id;

/** Some of an account's followers, under a name that only the account knows. */
public record CircleId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
