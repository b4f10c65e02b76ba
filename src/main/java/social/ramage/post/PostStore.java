package social.ramage.post;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Batch;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

final class PostStore {
    private static final String INSERT = """
            insert into post (id, author_id, thread_id, parent_id, parent_author_id, boost_of_id,
                              visibility, language, warning, text, sensitive_at, imported_at)
            values (:id, :author, :thread, cast(:parent as bigint), cast(:parentAuthor as bigint),
                    cast(:boostOf as bigint), :visibility, nullif(:language, ''), :warning, :text,
                    cast(:sensitiveAt as bigint), cast(:importedAt as bigint))
            on conflict do nothing
            """;
    private static final String BY_IDS = """
            select * from post where id in (<ids>)
            """;
    private static final String MENTIONS_OF = """
            select post_id, account_id from mention where post_id in (<ids>) order by post_id, account_id
            """;
    private static final String MENTION = """
            insert into mention (post_id, account_id) values (:post, :account) on conflict do nothing
            """;
    private static final String DELETE = """
            delete from post where id = :id
            """;
    private static final String KEEP_VERSION = """
            insert into post_version (post_id, number, written_at, warning, text, sensitive_at)
            select id, (select count(*) from post_version where post_id = :id) + 1, coalesce(edited_at, :published),
                   warning, text, sensitive_at
            from post where id = :id
            returning number
            """;
    private static final String REVISE = """
            update post set text = :text, warning = :warning, language = nullif(:language, ''),
                            sensitive_at = cast(:sensitiveAt as bigint), edited_at = cast(:editedAt as bigint)
            where id = :id
            """;
    private static final String VERSIONS = """
            select * from post_version where post_id = :id order by number
            """;
    private static final String DELETE_VERSIONS = """
            delete from post_version where post_id = :id
            """;
    private static final String DELETE_MENTIONS = """
            delete from mention where post_id = :id
            """;
    private static final String COUNT_REPLY = """
            update post set replies = replies + :change where id = :id
            """;
    private static final String COUNT_BOOST = """
            update post set boosts = boosts + :change where id = :id
            """;
    private static final String COUNT_FAVOURITE = """
            update post set favourites = favourites + :change where id = :id
            """;
    private static final String EXISTING = """
            select id from post where id in (<ids>)
            """;
    private static final String ANSWER = """
            update post set parent_id = :parent, parent_author_id = :parentAuthor, thread_id = :thread where id = :id
            """;
    private static final String MOVE_ANSWERS = """
            update post set thread_id = :thread where thread_id = :old and parent_id is not null
            """;
    private static final String BOOST_BY = """
            select id from post where boost_of_id = :original and author_id = :author
            """;
    private static final String BOOSTERS = """
            select id, author_id, visibility,
                   (select other.id from post other where other.author_id = boost.author_id and other.id <> boost.id
                    order by other.id desc limit 1) as newest_other
            from post boost where boost_of_id = :original limit :max
            """;
    private static final String BOOSTS = """
            select id, author_id from post where boost_of_id = :original and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String BOOSTED_BY = """
            select boost_of_id from post where author_id = :author and boost_of_id is not null
            order by boost_of_id desc limit :max
            """;
    private static final String BOOSTED_AMONG = """
            select boost_of_id from post where author_id = :author and boost_of_id in (<originals>)
            """;
    private static final String BY_AUTHOR = """
            select id from post where author_id = :author and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String BY_AUTHOR_FROM = """
            select id from post where author_id = :author and id < :before and id > :after
            order by id limit :max
            """;
    private static final String IN_PUBLIC = """
            select id from post
            where visibility = 'PUBLIC' and boost_of_id is null
              and (parent_id is null or parent_author_id = author_id)
              and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String IN_PUBLIC_FROM = """
            select id from post
            where visibility = 'PUBLIC' and boost_of_id is null
              and (parent_id is null or parent_author_id = author_id)
              and id < :before and id > :after
            order by id limit :max
            """;
    private static final String THREAD = """
            select id, parent_id, parent_author_id, author_id from post
            where thread_id = :thread and parent_id is not null order by id limit :max
            """;
    private static final String VISIBLE_AMONG = """
            select id from post where id in (<ids>) and
            """ + Visible.SQL;

    void insert(Tx tx, Post post, Optional<Instant> importedAt) {
        insertAll(tx, List.of(post), importedAt);
    }

    /** @return for each, 1 when it was written, 0 when its id or its boost was there */
    int[] insertAll(Tx tx, Collection<Post> posts, Optional<Instant> importedAt) {
        var batch = tx.batch(INSERT);
        for (var post : posts) {
            bind(batch, post, importedAt);
        }
        return batch.run();
    }

    void mentionAll(Tx tx, Collection<Post> posts) {
        var batch = tx.batch(MENTION);
        for (var post : posts) {
            for (var account : post.mentions()) {
                batch.bind("post", post.id().value())
                        .bind("account", account.value())
                        .add();
            }
        }
        batch.run();
    }

    List<Post> byIds(Tx tx, List<Long> ids) {
        var mentionsByPost = new HashMap<Long, List<AccountId>>();
        tx.sql(MENTIONS_OF)
                .bindList("ids", ids)
                .list(row -> mentionsByPost
                        .computeIfAbsent(row.number("post_id"), _ -> new ArrayList<>())
                        .add(new AccountId(row.number("account_id"))));
        return tx.sql(BY_IDS).bindList("ids", ids).list(row -> toPost(row, mentionsByPost));
    }

    Optional<Post> byId(Tx tx, PostId id) {
        return byIds(tx, List.of(id.value())).stream().findFirst();
    }

    /** Keeps what a post says before it says something else. @return how many versions are kept of it now */
    long keepVersion(Tx tx, Post post) {
        return tx.sql(KEEP_VERSION)
                .bind("id", post.id().value())
                .bind("published", post.publishedAt())
                .get(row -> row.number("number"));
    }

    /** Gives a post other words, and those whom they name. */
    void revise(Tx tx, Post post) {
        var words = post.words();
        tx.sql(REVISE)
                .bind("id", post.id().value())
                .bind("text", words.text())
                .bind("warning", words.warning())
                .bind("language", words.language().orElse(""))
                .bindInstant("sensitiveAt", words.sensitiveAt())
                .bindInstant("editedAt", words.editedAt())
                .run();
        tx.sql(DELETE_MENTIONS).bind("id", post.id().value()).run();
        mentionAll(tx, List.of(post));
    }

    /** What a post said before, oldest first. */
    List<Version> versions(Tx tx, PostId id) {
        return tx.sql(VERSIONS)
                .bind("id", id.value())
                .list(row -> new Version(
                        row.instant("written_at"),
                        row.text("text"),
                        row.text("warning"),
                        row.findInstant("sensitive_at").isPresent()));
    }

    boolean delete(Tx tx, PostId id) {
        tx.sql(DELETE_MENTIONS).bind("id", id.value()).run();
        tx.sql(DELETE_VERSIONS).bind("id", id.value()).run();
        return tx.sql(DELETE).bind("id", id.value()).run() == 1;
    }

    void countReply(Tx tx, PostId parent, int change) {
        tx.sql(COUNT_REPLY).bind("id", parent.value()).bind("change", change).run();
    }

    void countBoost(Tx tx, PostId original, int change) {
        tx.sql(COUNT_BOOST).bind("id", original.value()).bind("change", change).run();
    }

    void countFavourite(Tx tx, PostId post, int change) {
        tx.sql(COUNT_FAVOURITE).bind("id", post.value()).bind("change", change).run();
    }

    void countReplies(Tx tx, Map<PostId, Integer> newByParent) {
        countAll(tx, COUNT_REPLY, newByParent);
    }

    void countBoosts(Tx tx, Map<PostId, Integer> newByOriginal) {
        countAll(tx, COUNT_BOOST, newByOriginal);
    }

    /** Puts a post, with the answers that it has, below another. */
    void answer(Tx tx, PostId answer, Post parent) {
        long thread = parent.place().thread().value();
        tx.sql(ANSWER)
                .bind("id", answer.value())
                .bind("parent", parent.id().value())
                .bind("parentAuthor", parent.author().value())
                .bind("thread", thread)
                .run();
        tx.sql(MOVE_ANSWERS).bind("old", answer.value()).bind("thread", thread).run();
    }

    Set<Long> existing(Tx tx, List<Long> ids) {
        return new HashSet<>(tx.sql(EXISTING).bindList("ids", ids).list(row -> row.number("id")));
    }

    Optional<PostId> boostBy(Tx tx, AccountId author, PostId original) {
        return tx.sql(BOOST_BY)
                .bind("original", original.value())
                .bind("author", author.value())
                .first(row -> new PostId(row.number("id")));
    }

    /** Boosts of a post, in no order. */
    List<Passed> passed(Tx tx, PostId original, int max) {
        return tx.sql(BOOSTERS)
                .bind("original", original.value())
                .bind("max", max)
                .list(row -> new Passed(
                        new PostId(row.number("id")),
                        new AccountId(row.number("author_id")),
                        Visibility.valueOf(row.text("visibility")),
                        row.findNumber("newest_other").map(PostId::new)));
    }

    /** @param newestOther what else its author said last */
    record Passed(PostId boost, AccountId booster, Visibility visibility, Optional<PostId> newestOther) {}

    /** Boosts have nothing else that would have to be deleted with them. */
    void deleteBoosts(Tx tx, Collection<Passed> boosts) {
        var batch = tx.batch(DELETE);
        boosts.forEach(it -> batch.bind("id", it.boost().value()).add());
        batch.run();
    }

    List<Boost> boosts(Tx tx, PostId original, IdRange range) {
        return tx.sql(BOOSTS)
                .bind("original", original.value())
                .bind("before", range.before())
                .bind("after", range.after())
                .bind("max", range.max())
                .list(row -> new Boost(new PostId(row.number("id")), new AccountId(row.number("author_id"))));
    }

    /** What an account passed on, the newest of it first. */
    List<Long> boostedBy(Tx tx, AccountId author, int max) {
        return tx.sql(BOOSTED_BY)
                .bind("author", author.value())
                .bind("max", max)
                .list(row -> row.number("boost_of_id"));
    }

    List<Long> boostedAmong(Tx tx, AccountId author, List<Long> originals) {
        return tx.sql(BOOSTED_AMONG)
                .bind("author", author.value())
                .bindList("originals", originals)
                .list(row -> row.number("boost_of_id"));
    }

    List<Long> byAuthor(Tx tx, AccountId author, IdRange range) {
        return ids(tx, range, BY_AUTHOR, BY_AUTHOR_FROM, Optional.of(author));
    }

    List<Long> inPublic(Tx tx, IdRange range) {
        return ids(tx, range, IN_PUBLIC, IN_PUBLIC_FROM, Optional.empty());
    }

    ConversationTree tree(Tx tx, PostId root, int max) {
        return new ConversationTree(
                root,
                tx.sql(THREAD)
                        .bind("thread", root.value())
                        .bind("max", max)
                        .list(row -> new ConversationTree.Reply(
                                row.number("id"),
                                row.number("parent_id"),
                                row.number("parent_author_id"),
                                row.number("author_id"))));
    }

    List<Long> visibleAmong(Tx tx, List<Long> ids, long viewer) {
        return tx.sql(VISIBLE_AMONG).bindList("ids", ids).bind("viewer", viewer).list(row -> row.number("id"));
    }

    private static List<Long> ids(
            Tx tx, IdRange range, String newestFirst, String oldestFirst, Optional<AccountId> author) {
        var sql = tx.sql(range.isUpward() ? oldestFirst : newestFirst)
                .bind("before", range.before())
                .bind("after", range.after())
                .bind("max", range.max());
        author.ifPresent(it -> sql.bind("author", it.value()));
        var found = sql.list(row -> row.number("id"));
        return range.isUpward() ? found.reversed() : found;
    }

    private static void countAll(Tx tx, String text, Map<PostId, Integer> changeByPost) {
        var batch = tx.batch(text);
        changeByPost.forEach((post, change) ->
                batch.bind("id", post.value()).bind("change", change).add());
        batch.run();
    }

    private static void bind(Batch batch, Post post, Optional<Instant> importedAt) {
        batch.bind("id", post.id().value())
                .bind("author", post.author().value())
                .bind("thread", post.place().thread().value())
                .bindNumber("parent", post.place().parent().map(PostId::value))
                .bindNumber("parentAuthor", post.place().parentAuthor().map(AccountId::value))
                .bindNumber("boostOf", post.place().boostOf().map(PostId::value))
                .bind("visibility", post.visibility().name())
                .bind("language", post.words().language().orElse(""))
                .bind("warning", post.words().warning())
                .bind("text", post.words().text())
                .bindNumber("sensitiveAt", post.words().sensitiveAt().map(Instant::toEpochMilli))
                .bindNumber("importedAt", importedAt.map(Instant::toEpochMilli))
                .add();
    }

    private static Post toPost(Row row, Map<Long, List<AccountId>> mentionsByPost) {
        long id = row.number("id");
        return new Post(
                new PostId(id),
                new AccountId(row.number("author_id")),
                new Event.Place(
                        new PostId(row.number("thread_id")),
                        row.findNumber("parent_id").map(PostId::new),
                        row.findNumber("parent_author_id").map(AccountId::new),
                        row.findNumber("boost_of_id").map(PostId::new)),
                Visibility.valueOf(row.text("visibility")),
                new Post.Words(
                        row.text("text"),
                        row.text("warning"),
                        row.findText("language"),
                        row.findInstant("sensitive_at"),
                        row.findInstant("edited_at")),
                mentionsByPost.getOrDefault(id, List.of()),
                new Post.Counts(row.number("replies"), row.number("boosts"), row.number("favourites")));
    }
}
