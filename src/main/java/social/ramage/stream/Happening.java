package social.ramage.stream;

import social.ramage.id.PostId;
import social.ramage.notice.Told;
import social.ramage.post.Shown;

/** What whoever listens is shown. */
public sealed interface Happening {
    record Appeared(Shown shown) implements Happening {}

    record Changed(Shown shown) implements Happening {}

    record Gone(PostId post) implements Happening {}

    record Noticed(Told told) implements Happening {}
}
