package social.ramage.post;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import social.ramage.id.PostId;

/** Who answers whom in one conversation; ids only, so that it is the same for every viewer. */
public record ConversationTree(PostId root, List<Reply> replies) {
    record Reply(long id, long parent, long parentAuthor, long author) {
        boolean isToOneself() {
            return parentAuthor == author;
        }
    }

    /** The posts that led to this one, the first of all at the start; at most {@code max}. */
    List<Long> ancestors(long post, int max) {
        var replyById = byId();
        var ancestors = new ArrayList<Long>();
        var at = replyById.get(post);
        while (at != null && ancestors.size() < max) {
            ancestors.addFirst(at.parent);
            at = replyById.get(at.parent);
        }
        return ancestors;
    }

    /** Depth first, an author's answers to themself before those of others; at most {@code max}. */
    List<Long> descendants(long post, int max) {
        var repliesByParent = new HashMap<Long, List<Reply>>();
        for (var reply : replies) {
            repliesByParent
                    .computeIfAbsent(reply.parent, _ -> new ArrayList<>())
                    .add(reply);
        }
        var descendants = new ArrayList<Long>();
        // A stack of our own: a conversation may be deeper than a thread's.
        var open = new ArrayList<Long>();
        open.add(post);
        while (!open.isEmpty() && descendants.size() <= max) {
            long at = open.removeLast();
            descendants.add(at);
            var answers = new ArrayList<>(repliesByParent.getOrDefault(at, List.of()));
            answers.sort(Comparator.comparing(Reply::isToOneself).reversed().thenComparingLong(Reply::id));
            answers.reversed().forEach(it -> open.add(it.id));
        }
        return descendants.subList(1, descendants.size());
    }

    private Map<Long, Reply> byId() {
        var replyById = new HashMap<Long, Reply>();
        replies.forEach(reply -> replyById.put(reply.id, reply));
        return replyById;
    }
}
