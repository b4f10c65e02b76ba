package social.ramage.safety;

/** Something that people ask of each other here. */
public record Rule(long id, String text, String hint) {}
