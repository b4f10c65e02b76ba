package social.ramage.mail;

import java.io.IOException;

/** Takes letters on their way. */
public interface Carrier {
    /**
     * @param id the same each time that a letter is tried
     * @throws IOException when it should be tried again later
     */
    void carry(long id, Letter letter) throws IOException;
}
