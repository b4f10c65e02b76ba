package social.ramage.intake.reading;

/** Who wrote a post, as a file tells it; name and bio are empty where it does not. */
public record ReadAuthor(String handle, String name, String bio) {
    static final int HANDLE_MAX = 100;

    /** @throws Malformed when that can be nobody's handle */
    static ReadAuthor of(String handle, String name, String bio) {
        if (handle.isBlank() || handle.length() > HANDLE_MAX) {
            throw new Malformed("intake.bad.author");
        }
        return new ReadAuthor(handle, name, bio);
    }

    static ReadAuthor of(String handle) {
        return of(handle, "", "");
    }
}
