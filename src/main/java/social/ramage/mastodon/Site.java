package social.ramage.mastodon;

/**
 * What a server says about itself.
 *
 * @param url where everybody reaches it, without a slash at its end
 * @param charactersMax of a post, as people count them
 */
public record Site(String url, String title, String description, int charactersMax, String version) {}
