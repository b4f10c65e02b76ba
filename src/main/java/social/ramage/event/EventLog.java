package social.ramage.event;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import social.ramage.db.Row;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** The table of events: appended in the transaction of what happened, read by number. */
public final class EventLog {
    private static final String INSERT = """
            insert into event
                (kind, happened_at, account_id, other_id, post_id, parent_id, thread_id, boost_of_id, visibility,
                 signal)
            values
                (:kind, :at, cast(:account as bigint), cast(:other as bigint), cast(:post as bigint),
                 cast(:parent as bigint), cast(:thread as bigint), cast(:boostOf as bigint), nullif(:visibility, ''),
                 nullif(:signal, ''))
            """;
    private static final String APPEND = INSERT + "returning id";
    private static final String AFTER = """
            select * from event where id > :position order by id limit :max
            """;
    private static final String HEAD = """
            select coalesce(max(id), 0) as head from event
            """;
    /** The newest stays: its number is where the log ends. */
    private static final String FORGET = """
            delete from event where id in (
                select id from event
                where id <= :upTo and id < (select max(id) from event) and happened_at < :before
                order by id limit :max)
            """;

    private final Clock clock;

    public EventLog(Clock clock) {
        this.clock = clock;
    }

    Logged append(Tx tx, Event event) {
        var now = clock.instant();
        var sql = tx.sql(APPEND).bind("at", now);
        fill(event, sql::bind, sql::bindNumber);
        long number = sql.get(row -> row.number("id"));
        return new Logged(number, now.truncatedTo(ChronoUnit.MILLIS), event);
    }

    /** Many at once, whose numbers nobody is told. */
    void appendAll(Tx tx, List<? extends Event> events) {
        var batch = tx.batch(INSERT);
        for (var event : events) {
            batch.bind("at", clock.millis());
            fill(event, batch::bind, batch::bindNumber);
            batch.add();
        }
        batch.run();
    }

    private static void fill(
            Event event, BiConsumer<String, String> texts, BiConsumer<String, Optional<Long>> numbers) {
        var columns = columns(event);
        texts.accept("kind", event.getClass().getSimpleName());
        numbers.accept("account", columns.account);
        numbers.accept("other", columns.other);
        numbers.accept("post", columns.post);
        numbers.accept("parent", columns.parent);
        numbers.accept("thread", columns.thread);
        numbers.accept("boostOf", columns.boostOf);
        texts.accept("visibility", columns.visibility);
        texts.accept("signal", columns.signal);
    }

    private static Columns columns(Event event) {
        return switch (event) {
            case Event.AccountCreated(var account) -> Columns.of(account, Optional.empty());
            case Event.ProfileChanged(var account) -> Columns.of(account, Optional.empty());
            case Event.Followed(var follower, var followed) -> Columns.of(follower, followed);
            case Event.Unfollowed(var follower, var followed) -> Columns.of(follower, followed);
            case Event.FollowRequested(var follower, var followed) -> Columns.of(follower, followed);
            case Event.FollowRequestEnded(var follower, var followed) -> Columns.of(follower, followed);
            case Event.Blocked(var blocker, var blocked) -> Columns.of(blocker, blocked);
            case Event.Unblocked(var blocker, var blocked) -> Columns.of(blocker, blocked);
            case Event.Muted(var muter, var muted) -> Columns.of(muter, muted);
            case Event.Unmuted(var muter, var muted) -> Columns.of(muter, muted);
            case Event.PostPublished(var post, var author, var place, var visibility) ->
                Columns.of(post, author, place, visibility);
            case Event.PostEdited(var post, var author, var place, var visibility) ->
                Columns.of(post, author, place, visibility);
            case Event.PostTightened(var post, var author, var place, var visibility) ->
                Columns.of(post, author, place, visibility);
            case Event.PostDeleted(var post, var author, var place, var visibility) ->
                Columns.of(post, author, place, visibility);
            case Event.Signalled(var account, var post, var author, var signal) ->
                Columns.of(account, post, author, signal);
            case Event.SignalTakenBack(var account, var post, var author, var signal) ->
                Columns.of(account, post, author, signal);
            case Event.StandingChanged changed -> Columns.of(changed.account(), Optional.empty());
            case Event.Noticed(var account, var notice) -> Columns.of(account, Optional.of(notice));
            case Event.Imported() -> Columns.NONE;
        };
    }

    /** The next events, oldest first. */
    public List<Logged> after(Tx tx, long position, int max) {
        return tx.sql(AFTER).bind("position", position).bind("max", max).list(EventLog::toLogged);
    }

    public long head(Tx tx) {
        return tx.sql(HEAD).get(row -> row.number("head"));
    }

    /** @return how many it deleted, at most {@code max} */
    int forget(Tx tx, long upTo, Instant before, int max) {
        return tx.sql(FORGET)
                .bind("upTo", upTo)
                .bind("before", before)
                .bind("max", max)
                .run();
    }

    private static Logged toLogged(Row row) {
        return new Logged(row.number("id"), row.instant("happened_at"), toEvent(row));
    }

    private static Event toEvent(Row row) {
        var kind = row.text("kind");
        return switch (kind) {
            case "AccountCreated" -> new Event.AccountCreated(account(row, "account_id"));
            case "ProfileChanged" -> new Event.ProfileChanged(account(row, "account_id"));
            case "Followed" -> new Event.Followed(account(row, "account_id"), account(row, "other_id"));
            case "Unfollowed" -> new Event.Unfollowed(account(row, "account_id"), account(row, "other_id"));
            case "FollowRequested" -> new Event.FollowRequested(account(row, "account_id"), account(row, "other_id"));
            case "FollowRequestEnded" ->
                new Event.FollowRequestEnded(account(row, "account_id"), account(row, "other_id"));
            case "Blocked" -> new Event.Blocked(account(row, "account_id"), account(row, "other_id"));
            case "Unblocked" -> new Event.Unblocked(account(row, "account_id"), account(row, "other_id"));
            case "Muted" -> new Event.Muted(account(row, "account_id"), account(row, "other_id"));
            case "Unmuted" -> new Event.Unmuted(account(row, "account_id"), account(row, "other_id"));
            case "PostPublished" ->
                new Event.PostPublished(post(row), account(row, "account_id"), place(row), visibility(row));
            case "PostEdited" ->
                new Event.PostEdited(post(row), account(row, "account_id"), place(row), visibility(row));
            case "PostTightened" ->
                new Event.PostTightened(post(row), account(row, "account_id"), place(row), visibility(row));
            case "PostDeleted" ->
                new Event.PostDeleted(post(row), account(row, "account_id"), place(row), visibility(row));
            case "Signalled" ->
                new Event.Signalled(account(row, "account_id"), post(row), account(row, "other_id"), signal(row));
            case "SignalTakenBack" ->
                new Event.SignalTakenBack(account(row, "account_id"), post(row), account(row, "other_id"), signal(row));
            case "AccountSuspended" -> new Event.AccountSuspended(account(row, "account_id"));
            case "AccountReinstated" -> new Event.AccountReinstated(account(row, "account_id"));
            case "AccountLimited" -> new Event.AccountLimited(account(row, "account_id"));
            case "AccountUnlimited" -> new Event.AccountUnlimited(account(row, "account_id"));
            case "AccountFrozen" -> new Event.AccountFrozen(account(row, "account_id"));
            case "AccountThawed" -> new Event.AccountThawed(account(row, "account_id"));
            case "Noticed" -> new Event.Noticed(account(row, "account_id"), row.number("other_id"));
            case "Imported" -> new Event.Imported();
            default -> throw new IllegalStateException("event of kind " + kind);
        };
    }

    private static AccountId account(Row row, String column) {
        return new AccountId(row.number(column));
    }

    private static PostId post(Row row) {
        return new PostId(row.number("post_id"));
    }

    private static Visibility visibility(Row row) {
        return Visibility.valueOf(row.text("visibility"));
    }

    private static Signal signal(Row row) {
        return Signal.valueOf(row.text("signal"));
    }

    private static Event.Place place(Row row) {
        return new Event.Place(
                new PostId(row.number("thread_id")),
                row.findNumber("parent_id").map(PostId::new),
                row.findNumber("other_id").map(AccountId::new),
                row.findNumber("boost_of_id").map(PostId::new));
    }

    private record Columns(
            Optional<Long> account,
            Optional<Long> other,
            Optional<Long> post,
            Optional<Long> parent,
            Optional<Long> thread,
            Optional<Long> boostOf,
            String visibility,
            String signal) {
        static final Columns NONE = new Columns(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "");

        static Columns of(AccountId account, AccountId other) {
            return of(account, Optional.of(other.value()));
        }

        /** @param other whom else it is about, or which notice */
        static Columns of(AccountId account, Optional<Long> other) {
            return new Columns(
                    Optional.of(account.value()),
                    other,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    "");
        }

        static Columns of(AccountId account, PostId post, AccountId author, Signal signal) {
            return new Columns(
                    Optional.of(account.value()),
                    Optional.of(author.value()),
                    Optional.of(post.value()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    signal.name());
        }

        static Columns of(PostId post, AccountId author, Event.Place place, Visibility visibility) {
            return new Columns(
                    Optional.of(author.value()),
                    place.parentAuthor().map(AccountId::value),
                    Optional.of(post.value()),
                    place.parent().map(PostId::value),
                    Optional.of(place.thread().value()),
                    place.boostOf().map(PostId::value),
                    visibility.name(),
                    "");
        }
    }
}
