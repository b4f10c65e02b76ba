package social.ramage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import social.ramage.id.PostId;
import social.ramage.post.ConversationTree.Reply;

class WalkingConversationsTest {
    private static final long SEED = 20261124;
    private static final long ADA = 100;
    private static final long BOB = 200;
    private static final long CARL = 300;
    private static final long ROOT = 1;
    private static final int MANY = 10_000;

    @Test
    void ancestorsLeadFromTheFirstPostToTheOneAnswered() {
        var tree = tree(reply(2, 1, ADA, BOB), reply(3, 2, BOB, ADA), reply(4, 3, ADA, BOB), reply(5, 1, ADA, CARL));

        assertThat(tree.ancestors(4, MANY)).containsExactly(1L, 2L, 3L);
        assertThat(tree.ancestors(5, MANY)).containsExactly(1L);
        assertThat(tree.ancestors(ROOT, MANY)).isEmpty();
        assertThat(tree.ancestors(4, 2)).as("the nearest").containsExactly(2L, 3L);
        assertThat(tree.ancestors(4, 0)).isEmpty();
    }

    @Test
    void ancestorsEndWhereAPostWasDeleted() {
        var tree = tree(reply(2, 1, ADA, BOB), reply(4, 3, ADA, BOB));

        assertThat(tree.ancestors(4, MANY)).containsExactly(3L);
        assertThat(tree.descendants(ROOT, MANY)).containsExactly(2L);
        assertThat(tree.descendants(3, MANY)).containsExactly(4L);
    }

    @Test
    void descendantsComeDepthFirstAndAnAuthorsOwnAnswersBeforeThoseOfOthers() {
        var tree = tree(
                reply(2, 1, ADA, BOB),
                reply(3, 1, ADA, CARL),
                reply(4, 2, BOB, ADA),
                reply(5, 2, BOB, BOB),
                reply(6, 1, ADA, ADA),
                reply(7, 6, ADA, BOB),
                reply(8, 6, ADA, ADA));

        assertThat(tree.descendants(ROOT, MANY)).containsExactly(6L, 8L, 7L, 2L, 5L, 4L, 3L);
        assertThat(tree.descendants(2, MANY)).containsExactly(5L, 4L);
        assertThat(tree.descendants(3, MANY)).isEmpty();
        assertThat(tree.descendants(99, MANY)).isEmpty();
        for (int max = 0; max <= 8; max++) {
            assertThat(tree.descendants(ROOT, max))
                    .as("at most %d", max)
                    .isEqualTo(tree.descendants(ROOT, MANY).subList(0, Math.min(max, 7)));
        }
    }

    @Test
    void aConversationMayBeTenThousandDeepOrWide() {
        var deep = new ConversationTree(
                new PostId(ROOT),
                LongStream.rangeClosed(2, MANY + 1)
                        .mapToObj(id -> reply(id, id - 1, ADA, BOB))
                        .toList());
        var wide = new ConversationTree(
                new PostId(ROOT),
                LongStream.rangeClosed(2, MANY + 1)
                        .mapToObj(id -> reply(id, 1, ADA, BOB))
                        .toList());
        var allButRoot = LongStream.rangeClosed(2, MANY + 1).boxed().toList();

        assertThat(deep.descendants(ROOT, MANY)).isEqualTo(allButRoot);
        assertThat(deep.ancestors(MANY + 1, MANY))
                .isEqualTo(LongStream.rangeClosed(1, MANY).boxed().toList());
        assertThat(deep.ancestors(MANY + 1, 2)).containsExactly((long) MANY - 1, (long) MANY);
        assertThat(wide.descendants(ROOT, MANY)).isEqualTo(allButRoot);
        assertThat(wide.descendants(ROOT, 3)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void randomConversationsAreWalkedAsByHand() {
        var random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            var authors = new ArrayList<Long>(List.of(0L, ADA));
            var replies = new ArrayList<Reply>();
            for (long id = 2; id < 40; id++) {
                long parent = 1 + random.nextLong(id - 1);
                authors.add(ADA + random.nextInt(3));
                replies.add(reply(id, parent, authors.get((int) parent), authors.getLast()));
            }
            var tree = new ConversationTree(new PostId(ROOT), replies);
            for (long post = 1; post < 40; post++) {
                var expected = new ArrayList<Long>();
                walk(post, replies, expected);

                assertThat(tree.descendants(post, MANY))
                        .as("seed %d, round %d, post %d", SEED, round, post)
                        .isEqualTo(expected);
                for (long below : expected) {
                    assertThat(tree.ancestors(below, MANY)).contains(post);
                }
            }
        }
    }

    private static void walk(long post, List<Reply> replies, List<Long> found) {
        replies.stream()
                .filter(it -> it.parent() == post)
                .sorted(Comparator.comparingInt((Reply it) -> it.author() == it.parentAuthor() ? 0 : 1)
                        .thenComparingLong(Reply::id))
                .forEach(it -> {
                    found.add(it.id());
                    walk(it.id(), replies, found);
                });
    }

    private static ConversationTree tree(Reply... replies) {
        return new ConversationTree(new PostId(ROOT), List.of(replies));
    }

    private static Reply reply(long id, long parent, long parentAuthor, long author) {
        return new Reply(id, parent, parentAuthor, author);
    }
}
