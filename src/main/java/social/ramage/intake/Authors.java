package social.ramage.intake;

import java.util.List;
import java.util.Map;
import social.ramage.db.Tx;
import social.ramage.intake.reading.ReadAuthor;
import social.ramage.intake.reading.ReadPost;

/**
 * Gives the authors of a file their accounts, before any of its posts is brought: so that whoever is named in a post is
 * found although their own posts come later.
 */
interface Authors {
    /** Takes note of who wrote these, and what they passed on. @return the accounts that were given */
    Placed read(List<ReadPost> posts, AuthorAccounts accounts);

    /** All have been read. @return the accounts that were given */
    Placed end(AuthorAccounts accounts);

    /** Chooses or makes accounts for these authors, who have none yet. They are in the order in which they come. */
    Placed place(Tx tx, Map<String, ReadAuthor> authorByKey);
}
