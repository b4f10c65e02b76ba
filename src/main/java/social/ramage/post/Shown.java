package social.ramage.post;

import org.jspecify.annotations.Nullable;
import social.ramage.follow.Viewer;
import social.ramage.view.View;

/**
 * A post that its viewer may see.
 *
 * @param original what it passes on, when it is a boost
 */
public record Shown(View<Post> view, Post post, @Nullable View<Post> original) {
    /** Whether its author, or the author of what it passes on, is somebody of whom the viewer is shown nothing. */
    public boolean isLeftOutFor(Viewer viewer) {
        return viewer.leavesOut(post.author()) || (post.isBoost() && viewer.leavesOut(meant().author()));
    }

    /** What is meant when somebody acts on it: what it passes on, or the post itself. */
    public Post meant() {
        var passedOn = original == null ? null : original.rowOrNull();
        return passedOn == null ? post : passedOn;
    }
}
