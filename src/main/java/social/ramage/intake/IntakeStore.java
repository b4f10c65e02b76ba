package social.ramage.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

final class IntakeStore {
    /** Keys in one statement. */
    private static final int KEYS_MAX = 512;

    private static final String ACCOUNTS = """
            select source_key, account_id from imported_account where source = :source and source_key in (<keys>)
            """;
    private static final String REMEMBER_ACCOUNT = """
            insert into imported_account (source, source_key, account_id) values (:source, :key, :account)
            on conflict do nothing
            """;
    private static final String ACCOUNTS_AFTER = """
            select source_key, account_id from imported_account where source = :source and source_key > :afterKey
            order by source_key limit :max
            """;
    private static final String POSTS = """
            select source_key, post_id from imported_post where source = :source and source_key in (<keys>)
            """;
    private static final String REMEMBER_POST = """
            insert into imported_post (source, source_key, post_id) values (:source, :key, :post)
            on conflict do nothing
            """;
    private static final String AWAIT_PARENT = """
            insert into imported_answer (source, parent_key, post_id) values (:source, :parentKey, :post)
            on conflict do nothing
            """;
    private static final String ANSWERS = """
            select parent_key, post_id from imported_answer where source = :source and parent_key in (<keys>)
            order by post_id
            """;
    private static final String END_WAIT = """
            delete from imported_answer where source = :source and parent_key = :parentKey and post_id = :post
            """;

    Map<String, AccountId> accounts(Tx tx, String source, Collection<String> keys) {
        var accountByKey = new HashMap<String, AccountId>();
        among(tx, ACCOUNTS, new Keys(source, keys), IntakeStore::toKnown)
                .forEach(known -> accountByKey.put(known.key, new AccountId(known.account)));
        return accountByKey;
    }

    void rememberAccounts(Tx tx, String source, Map<String, AccountId> accountByKey) {
        var batch = tx.batch(REMEMBER_ACCOUNT);
        accountByKey.forEach((key, account) -> batch.bind("source", source)
                .bind("key", key)
                .bind("account", account.value())
                .add());
        batch.run();
    }

    /** A page of accounts, in the order of their keys. */
    List<Known> accountsAfter(Tx tx, String source, String after, int max) {
        return tx.sql(ACCOUNTS_AFTER)
                .bind("source", source)
                .bind("afterKey", after)
                .bind("max", max)
                .list(IntakeStore::toKnown);
    }

    record Known(String key, long account) {}

    Map<Long, PostId> posts(Tx tx, String source, Collection<Long> keys) {
        var postByKey = new HashMap<Long, PostId>();
        var texts = keys.stream().map(String::valueOf).toList();
        among(tx, POSTS, new Keys(source, texts), IntakeStore::toPost).forEach(it -> postByKey.put(it.key, it.post));
        return postByKey;
    }

    void rememberPosts(Tx tx, String source, Map<Long, PostId> postByKey) {
        var batch = tx.batch(REMEMBER_POST);
        postByKey.forEach((key, post) -> batch.bind("source", source)
                .bind("key", Long.toString(key))
                .bind("post", post.value())
                .add());
        batch.run();
    }

    void awaitParents(Tx tx, String source, List<Answer> answers) {
        var batch = tx.batch(AWAIT_PARENT);
        answers.forEach(answer -> bind(batch, source, answer));
        batch.run();
    }

    /** Those that wait for one of these posts, oldest first. */
    List<Answer> awaiting(Tx tx, String source, Collection<Long> parents) {
        var texts = parents.stream().map(String::valueOf).toList();
        return among(
                tx,
                ANSWERS,
                new Keys(source, texts),
                row -> new Answer(Long.parseLong(row.text("parent_key")), new PostId(row.number("post_id"))));
    }

    void endWait(Tx tx, String source, List<Answer> answers) {
        var batch = tx.batch(END_WAIT);
        answers.forEach(answer -> bind(batch, source, answer));
        batch.run();
    }

    /** A post that answers one by that key. */
    record Answer(long parentKey, PostId post) {}

    private record Keys(String source, Collection<String> keys) {}

    private static void bind(social.ramage.db.Batch batch, String source, Answer answer) {
        batch.bind("source", source)
                .bind("parentKey", Long.toString(answer.parentKey))
                .bind("post", answer.post.value())
                .add();
    }

    private static <T> List<T> among(Tx tx, String text, Keys wanted, Function<Row, T> toValue) {
        var keys = List.copyOf(wanted.keys);
        var found = new ArrayList<T>();
        for (int from = 0; from < keys.size(); from += KEYS_MAX) {
            var some = keys.subList(from, Math.min(from + KEYS_MAX, keys.size()));
            found.addAll(tx.sql(text)
                    .bind("source", wanted.source)
                    .bindTexts("keys", some)
                    .list(toValue));
        }
        return found;
    }

    private static Known toKnown(Row row) {
        return new Known(row.text("source_key"), row.number("account_id"));
    }

    private static Brought toPost(Row row) {
        return new Brought(Long.parseLong(row.text("source_key")), new PostId(row.number("post_id")));
    }

    private record Brought(long key, PostId post) {}
}
