package social.ramage.notice;

import java.util.Optional;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/**
 * What somebody is told that somebody else did.
 *
 * @param id in the order of time, or 0 before it has one
 * @param account who is told
 * @param post what was said, or what was said +1 to or passed on
 */
public record Notice(long id, AccountId account, Kind kind, AccountId from, Optional<PostId> post) {
    public enum Kind {
        FOLLOW,
        FOLLOW_REQUEST,
        /** Named in a post that answers somebody else, or nobody. */
        MENTION,
        REPLY,
        BOOST,
        FAVOURITE
    }

    Notice withId(long other) {
        return new Notice(other, account, kind, from, post);
    }

    static Notice of(AccountId account, Kind kind, AccountId from) {
        return new Notice(0, account, kind, from, Optional.empty());
    }

    static Notice of(AccountId account, Kind kind, AccountId from, PostId post) {
        return new Notice(0, account, kind, from, Optional.of(post));
    }
}
