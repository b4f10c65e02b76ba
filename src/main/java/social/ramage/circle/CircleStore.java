package social.ramage.circle;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import social.ramage.db.Row;
import social.ramage.db.Sql;
import social.ramage.db.Tx;
import social.ramage.follow.FollowPage;
import social.ramage.id.AccountId;
import social.ramage.id.CircleId;

final class CircleStore {
    private static final String INSERT = """
            insert into circle (id, owner_id, name, name_key) values (:id, :owner, :name, :key)
            on conflict (owner_id, name_key) do nothing
            """;
    private static final String HAS_NAME = """
            select 1 as found from circle where owner_id = :owner and name_key = :key and id <> :id
            """;
    private static final String RENAME = """
            update circle set name = :name, name_key = :key where id = :id and owner_id = :owner
            """;
    private static final String DELETE = """
            delete from circle where id = :id and owner_id = :owner
            """;
    private static final String OF = """
            select *, (select count(*) from circle_member where circle_id = circle.id) as members
            from circle where owner_id = :owner order by name_key
            """;
    private static final String BY_ID = """
            select *, (select count(*) from circle_member where circle_id = circle.id) as members
            from circle where id = :id and owner_id = :owner
            """;
    private static final String ADD = """
            insert into circle_member (id, circle_id, owner_id, member_id) values (:id, :circle, :owner, :member)
            on conflict (circle_id, member_id) do nothing
            """;
    private static final String REMOVE = """
            delete from circle_member where circle_id = :circle and owner_id = :owner and member_id in (<members>)
            """;
    private static final String MEMBERS = """
            select id, member_id from circle_member
            where circle_id = :circle and id < :before and id > :after
            order by id desc limit :max
            """;
    private static final String MEMBERS_AMONG = """
            select member_id from circle_member where circle_id = :circle and member_id in (<members>)
            """;

    /** @return false when the owner has a circle of that name */
    boolean insert(Tx tx, AccountId owner, CircleId id, CircleName name) {
        return named(tx.sql(INSERT), owner, id, name).run() == 1;
    }

    boolean hasAnother(Tx tx, AccountId owner, CircleId id, CircleName name) {
        return of(tx.sql(HAS_NAME), owner, id)
                .bind("key", name.key())
                .first(_ -> true)
                .isPresent();
    }

    /** @return false when the owner has no such circle */
    boolean rename(Tx tx, AccountId owner, CircleId id, CircleName name) {
        return named(tx.sql(RENAME), owner, id, name).run() == 1;
    }

    /** @return false when the owner has no such circle */
    boolean delete(Tx tx, AccountId owner, CircleId id) {
        return of(tx.sql(DELETE), owner, id).run() == 1;
    }

    List<Circle> of(Tx tx, AccountId owner) {
        return tx.sql(OF).bind("owner", owner.value()).list(CircleStore::toCircle);
    }

    Optional<Circle> find(Tx tx, AccountId owner, CircleId id) {
        return of(tx.sql(BY_ID), owner, id).first(CircleStore::toCircle);
    }

    /** Whoever is a member already stays as they are. */
    void add(Tx tx, AccountId owner, CircleId circle, Member member) {
        tx.sql(ADD)
                .bind("id", member.id())
                .bind("circle", circle.value())
                .bind("owner", owner.value())
                .bind("member", member.account().value())
                .run();
    }

    void remove(Tx tx, AccountId owner, CircleId circle, List<Long> members) {
        tx.sql(REMOVE)
                .bind("circle", circle.value())
                .bind("owner", owner.value())
                .bindList("members", members)
                .run();
    }

    List<Member> members(Tx tx, CircleId circle, FollowPage page) {
        return tx.sql(MEMBERS)
                .bind("circle", circle.value())
                .bind("before", page.before())
                .bind("after", page.after())
                .bind("max", page.max())
                .list(row -> new Member(row.number("id"), new AccountId(row.number("member_id"))));
    }

    Set<Long> membersAmong(Tx tx, CircleId circle, List<Long> accounts) {
        return new HashSet<>(tx.sql(MEMBERS_AMONG)
                .bind("circle", circle.value())
                .bindList("members", accounts)
                .list(row -> row.number("member_id")));
    }

    private static Sql named(Sql sql, AccountId owner, CircleId id, CircleName name) {
        return of(sql, owner, id).bind("name", name.value()).bind("key", name.key());
    }

    private static Sql of(Sql sql, AccountId owner, CircleId id) {
        return sql.bind("id", id.value()).bind("owner", owner.value());
    }

    private static Circle toCircle(Row row) {
        return new Circle(new CircleId(row.number("id")), row.text("name"), row.number("members"));
    }
}
