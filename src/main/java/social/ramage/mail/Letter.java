package social.ramage.mail;

/**
 * Plain text for one person. It may hold secrets, so it is deleted as soon as it is carried, and never logged.
 *
 * @param recipient an address, and nothing else
 */
public record Letter(String recipient, String subject, String body) {
    @Override
    public String toString() {
        return "(a letter)";
    }
}
