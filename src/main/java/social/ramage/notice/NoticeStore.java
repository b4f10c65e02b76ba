package social.ramage.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.post.IdRange;

final class NoticeStore {
    private static final String INSERT = """
            insert into notice (id, account_id, kind, from_id, post_id)
            values (:id, :account, :kind, :other, :post)
            on conflict (account_id, from_id, kind, post_id) do nothing
            """;
    private static final String TAKE_BACK = """
            delete from notice
            where account_id = :account and from_id = :other and kind = :kind and post_id = :post
            """;
    private static final String DELETE_BETWEEN = """
            delete from notice where account_id = :account and from_id = :other
            """;
    private static final String DELETE_ON = """
            delete from notice where id in (select id from notice where post_id = :post and post_id > 0 limit :max)
            """;
    private static final String DELETE = """
            delete from notice where account_id = :account and id = :id
            """;
    private static final String CLEAR = """
            delete from notice where id in (select id from notice where account_id = :account limit :max)
            """;
    private static final String SWEEP = """
            delete from notice where id in (select id from notice where id < :before order by id limit :max)
            """;
    private static final String BY_ID = """
            select * from notice where account_id = :account and id = :id
            """;
    private static final String PAGE = """
            select * from notice
            where account_id = :account and id < :before and id > :after and kind in (<kinds>)
              and (cast(:other as bigint) is null or from_id = :other)
            order by id desc limit :max
            """;
    private static final String PAGE_FROM = """
            select * from notice
            where account_id = :account and id < :before and id > :after and kind in (<kinds>)
              and (cast(:other as bigint) is null or from_id = :other)
            order by id limit :max
            """;
    private static final String COUNT = """
            select count(*) as notices from (
                select 1 from notice where account_id = :account and id > :after and kind in (<kinds>) limit :max) newer
            """;

    /** @return those that were not there */
    List<Notice> insertAll(Tx tx, List<Notice> notices) {
        var batch = tx.batch(INSERT);
        for (var notice : notices) {
            batch.bind("id", notice.id())
                    .bind("account", notice.account().value())
                    .bind("kind", notice.kind().name())
                    .bind("other", notice.from().value())
                    .bind("post", post(notice))
                    .add();
        }
        var isNew = batch.run();
        return IntStream.range(0, isNew.length)
                .filter(i -> isNew[i] > 0)
                .mapToObj(notices::get)
                .toList();
    }

    void takeBack(Tx tx, Notice notice) {
        tx.sql(TAKE_BACK)
                .bind("account", notice.account().value())
                .bind("kind", notice.kind().name())
                .bind("other", notice.from().value())
                .bind("post", post(notice))
                .run();
    }

    void deleteBetween(Tx tx, AccountId account, AccountId from) {
        tx.sql(DELETE_BETWEEN)
                .bind("account", account.value())
                .bind("other", from.value())
                .run();
    }

    void deleteOn(Tx tx, PostId post, int max) {
        tx.sql(DELETE_ON).bind("post", post.value()).bind("max", max).run();
    }

    void delete(Tx tx, AccountId account, long id) {
        tx.sql(DELETE).bind("account", account.value()).bind("id", id).run();
    }

    /** @return how many it deleted, at most {@code max} */
    int clear(Tx tx, AccountId account, int max) {
        return tx.sql(CLEAR).bind("account", account.value()).bind("max", max).run();
    }

    /** @return how many it deleted, at most {@code max} */
    int sweep(Tx tx, long before, int max) {
        return tx.sql(SWEEP).bind("before", before).bind("max", max).run();
    }

    Optional<Notice> byId(Tx tx, AccountId account, long id) {
        return tx.sql(BY_ID).bind("account", account.value()).bind("id", id).first(NoticeStore::toNotice);
    }

    List<Notice> page(Tx tx, AccountId account, Wanted wanted, IdRange range) {
        var found = tx.sql(range.isUpward() ? PAGE_FROM : PAGE)
                .bind("account", account.value())
                .bind("before", range.before())
                .bind("after", range.after())
                .bindTexts("kinds", names(wanted.kinds()))
                .bindNumber("other", wanted.from().map(AccountId::value))
                .bind("max", range.max())
                .list(NoticeStore::toNotice);
        return range.isUpward() ? found.reversed() : found;
    }

    long count(Tx tx, AccountId account, long after, Set<Notice.Kind> kinds, int max) {
        return tx.sql(COUNT)
                .bind("account", account.value())
                .bind("after", after)
                .bindTexts("kinds", names(kinds))
                .bind("max", max)
                .get(row -> row.number("notices"));
    }

    private static long post(Notice notice) {
        return notice.post().map(PostId::value).orElse(0L);
    }

    private static List<String> names(Set<Notice.Kind> kinds) {
        var names = new ArrayList<String>();
        kinds.forEach(kind -> names.add(kind.name()));
        return names;
    }

    private static Notice toNotice(Row row) {
        return new Notice(
                row.number("id"),
                new AccountId(row.number("account_id")),
                Notice.Kind.valueOf(row.text("kind")),
                new AccountId(row.number("from_id")),
                Optional.of(row.number("post_id")).filter(post -> post > 0).map(PostId::new));
    }
}
