package social.ramage.post;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;

/** Posts that say something else from now on, and what they said before. */
final class Editing {
    /** Edits of one post. */
    static final int EDITS_MAX = 100;

    private final PostStore store;
    private final TagStore tags;
    private final Clock clock;

    Editing(PostStore store, TagStore tags, Clock clock) {
        this.store = store;
        this.tags = tags;
        this.clock = clock;
    }

    /**
     * @param mentioned whom the new text names; who was named before and is no more may read it no longer on that ground
     * @return the post as it is now, or nothing when it says the same as before
     * @throws Refusal NotFound when it is gone, Invalid after too many edits
     */
    Optional<Post> edit(Tx tx, PostId id, Revision revision, Marks marks, List<AccountId> mentioned) {
        var before = store.byId(tx, id).orElseThrow(Refusal::notFound);
        var words = words(before.words(), revision);
        if (words.equals(before.words())) {
            return Optional.empty();
        }
        if (store.keepVersion(tx, before) > EDITS_MAX) {
            throw Refusal.invalid("status", "problem.edits_max", EDITS_MAX);
        }
        var after = before.with(words.editedAt(Optional.of(now())), mentioned);
        store.revise(tx, after);
        tags.untag(tx, id);
        tags.tag(tx, id, marks.nameByTag());
        return Optional.of(after);
    }

    /** All that a post has said, oldest first; the last is what it says. */
    List<Version> history(Tx tx, Post post) {
        var all = new ArrayList<>(store.versions(tx, post.id()));
        all.add(Version.of(post));
        return all;
    }

    private Post.Words words(Post.Words before, Revision revision) {
        boolean hides = revision.isSensitive() || !revision.text().warning().isEmpty();
        return new Post.Words(
                revision.text().value(),
                revision.text().warning(),
                revision.language().or(before::language),
                hides ? before.sensitiveAt().or(() -> Optional.of(now())) : Optional.empty(),
                before.editedAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
