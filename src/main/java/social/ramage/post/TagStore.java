package social.ramage.post;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import social.ramage.db.Tx;
import social.ramage.id.PostId;

final class TagStore {
    private static final String FIND = """
            select id from tag where key = :key
            """;
    private static final String ENSURE = """
            insert into tag (key, name) values (:key, :name)
            on conflict (key) do update set key = excluded.key
            returning id
            """;
    private static final String TAG_POST = """
            insert into post_tag (tag_id, post_id) values (:tag, :post) on conflict do nothing
            """;
    private static final String ENSURE_ALL = """
            insert into tag (key, name) values (:key, :name) on conflict do nothing
            """;
    private static final String TAG_POST_BY_KEY = """
            insert into post_tag (tag_id, post_id) select id, :post from tag where key = :key
            on conflict do nothing
            """;
    private static final String UNTAG_POST = """
            delete from post_tag where post_id = :post
            """;
    private static final String TAGS_OF = """
            select tag_id, count(*) as posts from post_tag where post_id in (<posts>) group by tag_id
            """;
    private static final String COUNT = """
            insert into tag_day (tag_id, day, posts) values (:tag, :day, :posts)
            on conflict (tag_id, day) do update set posts = tag_day.posts + excluded.posts
            """;
    private static final long DAY_MILLIS = 86_400_000;

    /** @param nameByKey tags by their folded key, with the name that the first to use one typed */
    void tag(Tx tx, PostId post, Map<String, String> nameByKey) {
        nameByKey.forEach((key, name) -> {
            long tag = ensure(tx, key, name);
            tx.sql(TAG_POST).bind("tag", tag).bind("post", post.value()).run();
        });
    }

    /** As {@link #tag}, for many: two statements instead of two for each tag. */
    void tagAll(Tx tx, List<BroughtPost> posts) {
        var nameByKey = new LinkedHashMap<String, String>();
        for (var post : posts) {
            post.words().marks().nameByTag().forEach(nameByKey::putIfAbsent);
        }
        var tags = tx.batch(ENSURE_ALL);
        nameByKey.forEach(
                (key, name) -> tags.bind("key", key).bind("name", name).add());
        tags.run();
        var uses = tx.batch(TAG_POST_BY_KEY);
        for (var post : posts) {
            for (var key : post.words().marks().nameByTag().keySet()) {
                uses.bind("key", key).bind("post", post.id().value()).add();
            }
        }
        uses.run();
    }

    /** Most tags have been used before, and to look is cheaper than to write. */
    long ensure(Tx tx, String key, String name) {
        return tx.sql(FIND)
                .bind("key", key)
                .first(row -> row.number("id"))
                .orElseGet(
                        () -> tx.sql(ENSURE).bind("key", key).bind("name", name).get(row -> row.number("id")));
    }

    void untag(Tx tx, PostId post) {
        tx.sql(UNTAG_POST).bind("post", post.value()).run();
    }

    /** Adds these posts to the counts of the day of their event. */
    void countUses(Tx tx, List<Long> posts, Instant at) {
        var batch = tx.batch(COUNT);
        tx.sql(TAGS_OF).bindList("posts", posts).list(row -> {
            batch.bind("tag", row.number("tag_id"))
                    .bind("day", Math.floorDiv(at.toEpochMilli(), DAY_MILLIS))
                    .bind("posts", row.number("posts"))
                    .add();
            return row;
        });
        batch.run();
    }
}
