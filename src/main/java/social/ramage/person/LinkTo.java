package social.ramage.person;

/** The address of the page where a secret opens something; pages know their addresses, people do not. */
public interface LinkTo {
    String address(Secret secret);
}
