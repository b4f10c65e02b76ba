package social.ramage.post;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Logged;
import social.ramage.event.MemoryReactor;
import social.ramage.event.Signal;
import social.ramage.follow.Viewer;
import social.ramage.id.PostId;
import social.ramage.problem.Refusal;
import social.ramage.view.View;
import social.ramage.view.Views;

/** Posts and conversations as this node's memory has them, kept current by events. */
final class KeptPosts implements MemoryReactor {
    private static final int TREES_BYTES_MAX = 16 << 20;

    /** Posts written here whose events memory has not seen. */
    private static final int WRITTEN_MAX = 4_096;

    private final PostStore store;
    private final Accounts accounts;
    private final Views<Post> views;
    private final Views<ConversationTree> trees;
    private final Map<PostId, Post> writtenById = new ConcurrentHashMap<>();

    KeptPosts(Database db, PostStore store, Accounts accounts, Clock clock, long bytesMax) {
        this.store = store;
        this.accounts = accounts;
        this.views = new Views<>(
                db,
                store::byIds,
                post -> post.id().value(),
                clock,
                bytesMax,
                post -> 2_000 + 4 * post.words().text().length());
        this.trees = new Views<>(
                db,
                this::trees,
                tree -> tree.root().value(),
                clock,
                TREES_BYTES_MAX,
                tree -> 256 + 56 * tree.replies().size());
    }

    /** Of these posts those that exist and that the viewer may see, in their order. */
    List<Shown> visible(List<Long> postIds, Viewer viewer) {
        var restricted = accounts.restricted();
        return all(postIds, (post, original) -> Visible.to(viewer, restricted, post, original));
    }

    /** Those that exist, whoever may see them. */
    List<Shown> all(List<Long> postIds) {
        return all(postIds, (_, _) -> true);
    }

    private interface Rule {
        boolean allows(Post post, @Nullable Post original);
    }

    private List<Shown> all(List<Long> postIds, Rule rule) {
        var found = new ArrayList<View<Post>>(postIds.size());
        views.get(postIds, found);
        var originalById = originals(found);
        var shown = new ArrayList<Shown>(postIds.size());
        for (var view : found) {
            var post = view.rowOrNull();
            if (post == null) {
                continue;
            }
            var original = post.place()
                    .boostOf()
                    .map(id -> originalById.get(id.value()))
                    .orElse(null);
            if (rule.allows(post, original == null ? null : original.rowOrNull())) {
                shown.add(new Shown(view, post, original));
            }
        }
        return shown;
    }

    /** @throws Refusal NotFound */
    ConversationTree tree(PostId root) {
        return trees.get(root.value()).row().orElseThrow(Refusal::notFound);
    }

    /** From the database, however new the one is that is kept. */
    void readAgain(PostId id) {
        views.read(id.value());
    }

    /** Until its event is seen here, which then need not read it from the database. */
    void remember(Post post) {
        if (writtenById.size() < WRITTEN_MAX) {
            writtenById.put(post.id(), post);
        }
    }

    @Override
    public void react(List<Logged> batch) {
        for (var logged : batch) {
            switch (logged.event()) {
                case Event.PostPublished(var post, var _, var place, var _) -> {
                    appeared(post);
                    changedAround(place);
                }
                case Event.PostEdited(var post, var _, var _, var _) -> appeared(post);
                case Event.PostTightened(var post, var _, var _, var _) -> views.forget(post.value());
                case Event.PostDeleted(var post, var _, var place, var _) -> {
                    views.forget(post.value());
                    changedAround(place);
                }
                case Event.Signalled(var _, var post, var _, var signal) -> counted(post, signal);
                case Event.SignalTakenBack(var _, var post, var _, var signal) -> counted(post, signal);
                case Event.Imported() -> {
                    views.forgetAll();
                    trees.forgetAll();
                }
                case Event.AccountCreated _,
                        Event.Noticed _,
                        Event.ProfileChanged _,
                        Event.Followed _,
                        Event.Unfollowed _,
                        Event.FollowRequested _,
                        Event.FollowRequestEnded _,
                        Event.StandingChanged _,
                        Event.Blocked _,
                        Event.Unblocked _,
                        Event.Muted _,
                        Event.Unmuted _ -> {
                    // No post changes; who may see it is asked at each reading.
                }
            }
        }
    }

    private void appeared(PostId post) {
        var written = writtenById.remove(post);
        if (written == null) {
            // What was looked for before it came was remembered as missing.
            views.forget(post.value());
        } else {
            views.replace(written);
        }
    }

    private void counted(PostId post, Signal signal) {
        switch (signal) {
            case FAVOURITE -> views.touch(post.value());
            case BOOKMARK, PIN, MUTE -> {
                // Not counted.
            }
        }
    }

    private void changedAround(Event.Place place) {
        place.parent().ifPresent(parent -> {
            views.touch(parent.value());
            trees.forget(place.thread().value());
        });
        place.boostOf().ifPresent(original -> views.touch(original.value()));
    }

    private Map<Long, View<Post>> originals(List<View<Post>> found) {
        var originalIds = new ArrayList<Long>();
        for (var view : found) {
            var post = view.rowOrNull();
            if (post != null && post.isBoost()) {
                originalIds.add(post.place().boostOf().orElseThrow().value());
            }
        }
        if (originalIds.isEmpty()) {
            return Map.of();
        }
        var originals = new ArrayList<View<Post>>(originalIds.size());
        views.get(originalIds, originals);
        var originalById = new LinkedHashMap<Long, View<Post>>();
        originals.forEach(view -> originalById.put(view.id(), view));
        return originalById;
    }

    private List<ConversationTree> trees(Tx tx, List<Long> roots) {
        return roots.stream()
                .map(root -> store.tree(tx, new PostId(root), Posts.CONVERSATION_MAX))
                .toList();
    }
}
