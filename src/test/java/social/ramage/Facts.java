package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.id.Ids;

/** What stands in the tables of a Ramage, for tests that ask about much at once. */
final class Facts {
    private static final String WRONG_ACCOUNTS = """
            select count(*) as n from account
            where posts <> (select count(*) from post where author_id = account.id)
               or followers <> (select count(*) from follow where followed_id = account.id)
               or following <> (select count(*) from follow where follower_id = account.id)
               or coalesce(last_post_id, 0) <> coalesce((select max(id) from post where author_id = account.id), 0)
            """;
    private static final String WRONG_POSTS = """
            select count(*) as n from post counted
            where replies <> (select count(*) from post where thread_id = counted.thread_id and parent_id = counted.id)
               or boosts <> (select count(*) from post where boost_of_id = counted.id)
               or favourites <> (select count(*) from signal where post_id = counted.id and kind = 'FAVOURITE')
            """;
    private static final String WRONG_THREADS = """
            select count(*) as n from post left join post parent on parent.id = post.parent_id
            where post.thread_id <> coalesce(parent.thread_id, post.id)
               or (post.parent_id is not null and coalesce(post.parent_author_id, 0) <> parent.author_id)
            """;
    private static final String UNKNOWN = """
            select count(*) as n from post
            where not exists (select 1 from imported_post where post_id = post.id)
            """;

    private final Ramage ramage;

    Facts(Ramage ramage) {
        this.ramage = ramage;
    }

    long count(String from) {
        return number("select count(*) as n from " + from);
    }

    long number(String sql) {
        return ramage.db().read(tx -> tx.sql(sql).get(row -> row.number("n")));
    }

    List<String> texts(String sql) {
        return ramage.db().read(tx -> tx.sql(sql).list(row -> row.text("t")));
    }

    /** As {@link #talliesAreTrue}, and each post is in its parent's thread and known by its key. */
    void areTrue() {
        talliesAreTrue();
        assertThat(number(WRONG_THREADS))
                .as("posts outside of their parent's thread")
                .isZero();
        assertThat(number(UNKNOWN)).as("posts without a key").isZero();
    }

    /** Counts that are kept beside the rows are what the rows say. */
    void talliesAreTrue() {
        assertThat(number(WRONG_ACCOUNTS)).as("accounts with a wrong tally").isZero();
        assertThat(number(WRONG_POSTS)).as("posts with a wrong count").isZero();
    }

    /** When a post of that source was written, as its id says. */
    Instant at(long key) {
        return Ids.timeOf(post(key).orElseThrow());
    }

    Optional<Long> post(long key) {
        return ramage.db()
                .read(tx -> tx.sql("select post_id from imported_post where source_key = :key")
                        .bind("key", Long.toString(key))
                        .first(row -> row.number("post_id")));
    }

    /** All that an import could change, so that it can be seen that nothing did. */
    List<Long> all() {
        return List.of(
                count("account"),
                count("follow"),
                count("post"),
                count("mention"),
                count("post_tag"),
                count("tag"),
                count("imported_account"),
                count("imported_post"),
                count("imported_answer"),
                number("select coalesce(sum(posts + followers + following), 0) as n from account"),
                number("select coalesce(sum(replies + boosts), 0) as n from post"),
                number("select coalesce(max(id), 0) as n from account"),
                number("select coalesce(max(id), 0) as n from follow"));
    }
}
