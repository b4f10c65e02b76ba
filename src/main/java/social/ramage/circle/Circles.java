package social.ramage.circle;

import java.util.List;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Events;
import social.ramage.follow.FollowPage;
import social.ramage.follow.Follows;
import social.ramage.id.AccountId;
import social.ramage.id.CircleId;
import social.ramage.id.Ids;
import social.ramage.problem.Refusal;

/**
 * The only way to circles, for their owner: to everybody else there are none. Only followers are in them, and who stops to
 * follow leaves with the follow's row, so no event tells it.
 */
public final class Circles {
    /** Of one account. */
    static final int CIRCLES_MAX = 100;

    static final int MEMBERS_MAX = 5_000;

    private final Database db;
    private final Events events;
    private final Follows follows;
    private final Ids ids;
    private final CircleStore store = new CircleStore();

    public Circles(Database db, Events events, Follows follows, Ids ids) {
        this.db = db;
        this.events = events;
        this.follows = follows;
        this.ids = ids;
    }

    /** @throws Refusal Invalid when the name is taken, or there are too many */
    public Circle create(AccountId owner, CircleName name) {
        return db.transact(tx -> {
            if (store.of(tx, owner).size() >= CIRCLES_MAX) {
                throw Refusal.invalid("name", "problem.circles_max", CIRCLES_MAX);
            }
            var id = new CircleId(ids.next());
            if (!store.insert(tx, owner, id, name)) {
                throw taken(name);
            }
            return new Circle(id, name.value(), 0);
        });
    }

    /** @throws Refusal NotFound when the owner has no such circle, Invalid when another has that name */
    public Circle rename(AccountId owner, CircleId id, CircleName name) {
        return db.transact(tx -> {
            var circle = get(tx, owner, id);
            if (store.hasAnother(tx, owner, id, name)) {
                throw taken(name);
            }
            store.rename(tx, owner, id, name);
            return new Circle(id, name.value(), circle.members());
        });
    }

    /** Its members go on following. @throws Refusal NotFound when the owner has no such circle */
    public void delete(AccountId owner, CircleId id) {
        db.transact(tx -> {
            if (!store.delete(tx, owner, id)) {
                throw Refusal.notFound();
            }
            return id;
        });
    }

    /** By their names. */
    public List<Circle> of(AccountId owner) {
        return db.read(tx -> store.of(tx, owner));
    }

    /** @throws Refusal NotFound when the owner has no such circle */
    public Circle get(AccountId owner, CircleId id) {
        return db.read(tx -> get(tx, owner, id));
    }

    /** Who is in it, the latest first. @throws Refusal NotFound when the owner has no such circle */
    public List<Member> members(AccountId owner, CircleId id, FollowPage page) {
        return db.read(tx -> {
            get(tx, owner, id);
            return store.members(tx, id, page);
        });
    }

    /**
     * All of them or none. Who is in it stays.
     *
     * @throws Refusal NotFound when the owner has no such circle, or one of them is no follower
     */
    public void add(AccountId owner, CircleId id, List<AccountId> followers) {
        db.transact(tx -> {
            add(tx, owner, id, followers);
            return id;
        });
    }

    /** They go on following. @throws Refusal NotFound when the owner has no such circle */
    public void remove(AccountId owner, CircleId id, List<AccountId> members) {
        db.transact(tx -> {
            get(tx, owner, id);
            if (!members.isEmpty()) {
                store.remove(
                        tx, owner, id, members.stream().map(AccountId::value).toList());
            }
            return id;
        });
    }

    /**
     * Says yes to somebody who asks to follow, and takes them into a circle: both or nothing.
     *
     * @throws Refusal NotFound when there is no such request or no such circle
     */
    public void approve(AccountId owner, AccountId follower, CircleId id) {
        events.change(tx -> {
            follows.approve(tx, owner, follower);
            add(tx, owner, id, List.of(follower));
            return id;
        });
    }

    private void add(Tx tx, AccountId owner, CircleId id, List<AccountId> followers) {
        var circle = get(tx, owner, id);
        var wanted = followers.stream().map(AccountId::value).distinct().toList();
        if (wanted.isEmpty()) {
            return;
        }
        if (follows.followersAmong(tx, owner, wanted).size() < wanted.size()) {
            throw Refusal.notFound();
        }
        var known = store.membersAmong(tx, id, wanted);
        if (circle.members() + wanted.size() - known.size() > MEMBERS_MAX) {
            throw Refusal.invalid("account_ids", "problem.members_max", MEMBERS_MAX);
        }
        wanted.forEach(member -> store.add(tx, owner, id, new Member(ids.next(), new AccountId(member))));
    }

    private Circle get(Tx tx, AccountId owner, CircleId id) {
        return store.find(tx, owner, id).orElseThrow(Refusal::notFound);
    }

    private static Refusal taken(CircleName name) {
        return Refusal.invalid("name", "problem.circle_name_taken", name.value());
    }
}
