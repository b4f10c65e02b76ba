package social.ramage.safety;

import java.time.Clock;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.event.Events;
import social.ramage.id.Ids;
import social.ramage.person.People;
import social.ramage.person.SignUpDoor;
import social.ramage.post.Posts;

/** What safety stands on. */
public record Parts(
        Database db,
        Events events,
        People people,
        Accounts accounts,
        Posts posts,
        SignUpDoor signUp,
        Ids ids,
        Clock clock) {}
