package social.ramage.post;

import org.jspecify.annotations.Nullable;
import social.ramage.account.Restricted;
import social.ramage.follow.Viewer;

/**
 * Who may read a post: the one rule, in two forms that say the same. Statements find candidates with the first; no
 * bytes leave without the second. A property test holds them equal.
 *
 * <p>Public and unlisted posts are for everyone. A post for followers is for its author, the author's followers and
 * those whom it mentions, or a reply could not be read by the one it answers. Nothing is for those whom its author
 * blocks, and nothing of a suspended account is for anybody. A boost is seen by whoever may see both.
 */
public final class Visible {
    private static final String ONE = """
            (not exists (select 1 from account
                         where account.id = %1$s.author_id and account.suspended_at is not null)
             and not exists (select 1 from block
                         where block.blocker_id = %1$s.author_id and block.blocked_id = :viewer)
             and (%1$s.visibility in ('PUBLIC', 'UNLISTED')
             or %1$s.author_id = :viewer
             or exists (select 1 from mention
                        where mention.post_id = %1$s.id and mention.account_id = :viewer)
             or exists (select 1 from follow
                        where follow.follower_id = :viewer and follow.followed_id = %1$s.author_id)))
            """;

    /** A condition on a row of {@code post}, with the parameter {@code :viewer}. */
    static final String SQL = "(" + ONE.formatted("post")
            + " and (post.boost_of_id is null or exists (select 1 from post original"
            + " where original.id = post.boost_of_id and " + ONE.formatted("original") + ")))";

    private Visible() {}

    /** @param original what a boost passes on, null when it is gone; not looked at for what is no boost */
    static boolean to(Viewer viewer, Restricted restricted, Post post, @Nullable Post original) {
        return one(viewer, restricted, post)
                && (!post.isBoost() || (original != null && one(viewer, restricted, original)));
    }

    private static boolean one(Viewer viewer, Restricted restricted, Post post) {
        if (restricted.isSuspended(post.author()) || viewer.isBlockedBy(post.author())) {
            return false;
        }
        return switch (post.visibility()) {
            case PUBLIC, UNLISTED -> true;
            case FOLLOWERS ->
                viewer.is(post.author())
                        || viewer.follows(post.author())
                        || viewer.account().filter(post.mentions()::contains).isPresent();
        };
    }
}
