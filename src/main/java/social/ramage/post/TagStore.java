package social.ramage.post;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.PostId;

final class TagStore {
    private static final String ENSURE = """
            insert into tag (key, name) values (:key, :name) on conflict do nothing
            """;
    private static final String TAG_POST = """
            insert into post_tag (tag_id, post_id) select id, :post from tag where key = :key
            on conflict do nothing
            """;
    private static final String UNTAG_POST = """
            delete from post_tag where post_id = :post
            """;
    private static final String TAGS_OF = """
            select tag_id, count(*) as posts from post_tag where post_id in (<posts>) group by tag_id
            """;
    private static final String AMONG = """
            select post_id from post_tag
            where tag_id = (select id from tag where key = :key) and post_id in (<posts>)
            """;
    private static final String BY_TAG = """
            select post.id from post_tag join post on post.id = post_tag.post_id
            where post_tag.tag_id = (select id from tag where key = :key)
              and post_tag.post_id < :before and post_tag.post_id > :after and post.visibility = 'PUBLIC'
            """;
    private static final String OF_ALL_AND_NONE = """
              and (select count(*) from post_tag also where also.post_id = post.id
                   and also.tag_id in (select id from tag where key in (<all>))) = :allCount
              and not exists (select 1 from post_tag but where but.post_id = post.id
                              and but.tag_id in (select id from tag where key in (<none>)))
            """;
    private static final String NEWEST_FIRST = """
            order by post_tag.post_id desc limit :max
            """;
    private static final String OLDEST_FIRST = """
            order by post_tag.post_id limit :max
            """;
    private static final String COUNT = """
            insert into tag_day (tag_id, day, posts) values (:tag, :day, :posts)
            on conflict (tag_id, day) do update set posts = tag_day.posts + excluded.posts
            """;
    private static final String FIND = """
            select id, name from tag where key = :key
            """;
    private static final String STARTING_WITH = """
            select id, name from tag where key >= :from and key < :to order by key limit :max
            """;
    private static final String DAYS = """
            select day, posts from tag_day where tag_id = :tag and day >= :day
            """;
    private static final String AUTHORS = """
            select post.id, post.author_id from post_tag join post on post.id = post_tag.post_id
            where post_tag.tag_id = :tag and post_tag.post_id >= :after and post.visibility = 'PUBLIC'
            order by post_tag.post_id desc limit :max
            """;
    /** No letter comes after it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private static final long DAY_MILLIS = 86_400_000;

    /** @param nameByKey tags by their folded key, with the name that the first to use one typed */
    void tag(Tx tx, PostId post, Map<String, String> nameByKey) {
        var keys = List.copyOf(nameByKey.keySet());
        var isUsed = use(tx, post, keys);
        // Most tags have been used before.
        var fresh = new ArrayList<String>();
        var tags = tx.batch(ENSURE);
        int i = 0;
        for (var tag : nameByKey.entrySet()) {
            if (isUsed[i++] == 0) {
                fresh.add(tag.getKey());
                tags.bind("key", tag.getKey()).bind("name", tag.getValue()).add();
            }
        }
        tags.run();
        use(tx, post, fresh);
    }

    /** As {@link #tag}, for many: two statements for all of them. */
    void tagAll(Tx tx, List<BroughtPost> posts) {
        var nameByKey = new LinkedHashMap<String, String>();
        for (var post : posts) {
            post.words().marks().nameByTag().forEach(nameByKey::putIfAbsent);
        }
        var tags = tx.batch(ENSURE);
        nameByKey.forEach(
                (key, name) -> tags.bind("key", key).bind("name", name).add());
        tags.run();
        var uses = tx.batch(TAG_POST);
        for (var post : posts) {
            for (var key : post.words().marks().nameByTag().keySet()) {
                uses.bind("key", key).bind("post", post.id().value()).add();
            }
        }
        uses.run();
    }

    /** @return for each, 1 when it is a tag, 0 when it has to become one */
    private static int[] use(Tx tx, PostId post, List<String> keys) {
        var uses = tx.batch(TAG_POST);
        keys.forEach(key -> uses.bind("key", key).bind("post", post.value()).add());
        return uses.run();
    }

    void untag(Tx tx, PostId post) {
        tx.sql(UNTAG_POST).bind("post", post.value()).run();
    }

    /** Which of these posts have the tag. */
    List<Long> among(Tx tx, String key, List<Long> posts) {
        return posts.isEmpty()
                ? List.of()
                : tx.sql(AMONG).bind("key", key).bindList("posts", posts).list(row -> row.number("post_id"));
    }

    /** Public posts with these tags, newest first: a statement for each tag of which one will do. */
    List<Long> posts(Tx tx, Tagged tagged, IdRange range) {
        var found = new TreeSet<Long>();
        for (var key : tagged.any()) {
            found.addAll(posts(tx, key, tagged, range));
        }
        var inOrder = range.isUpward() ? found : found.descendingSet();
        var page = inOrder.stream().limit(range.max()).toList();
        return range.isUpward() ? page.reversed() : page;
    }

    private static List<Long> posts(Tx tx, String key, Tagged tagged, IdRange range) {
        boolean isPlain = tagged.all().isEmpty() && tagged.none().isEmpty();
        var order = range.isUpward() ? OLDEST_FIRST : NEWEST_FIRST;
        var sql = tx.sql(BY_TAG + (isPlain ? "" : OF_ALL_AND_NONE) + order)
                .bind("key", key)
                .bind("before", range.before())
                .bind("after", range.after())
                .bind("max", range.max());
        if (!isPlain) {
            sql.bindTexts("all", orNothing(tagged.all()))
                    .bindTexts("none", orNothing(tagged.none()))
                    .bind("allCount", tagged.all().size());
        }
        return sql.list(row -> row.number("id"));
    }

    /** A list must have something in it, and no tag is empty. */
    private static List<String> orNothing(List<String> keys) {
        return keys.isEmpty() ? List.of("") : keys;
    }

    Optional<Tag> find(Tx tx, String key) {
        return tx.sql(FIND).bind("key", key).first(TagStore::toTag);
    }

    List<Tag> startingWith(Tx tx, String key, int max) {
        return tx.sql(STARTING_WITH)
                .bind("from", key)
                .bind("to", key + LAST)
                .bind("max", max)
                .list(TagStore::toTag);
    }

    /** How many posts a tag had, by day, from one on. */
    Map<Long, Long> days(Tx tx, long tag, long day) {
        var postsByDay = new HashMap<Long, Long>();
        tx.sql(DAYS)
                .bind("tag", tag)
                .bind("day", day)
                .list(row -> postsByDay.put(row.number("day"), row.number("posts")));
        return postsByDay;
    }

    /** @param after the least id */
    List<Used> authors(Tx tx, long tag, long after, int max) {
        return tx.sql(AUTHORS)
                .bind("tag", tag)
                .bind("after", after)
                .bind("max", max)
                .list(row -> new Used(row.number("id"), row.number("author_id")));
    }

    record Used(long post, long author) {}

    private static Tag toTag(Row row) {
        return new Tag(row.number("id"), row.text("name"), List.of());
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
