package social.ramage;

import static social.ramage.Expected.FOLLOWERS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import social.ramage.db.Engine;
import social.ramage.event.EventLog;
import social.ramage.event.Signal;
import social.ramage.event.Visibility;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.notice.Noticing;
import social.ramage.post.Draft;
import social.ramage.post.PostText;
import social.ramage.post.Revision;
import social.ramage.problem.Refusal;
import social.ramage.signal.SignalSweep;

/**
 * A handful of people who do what a seed says, step by step, in a real Ramage and beside it in {@link Expected}. To have
 * them do something more, it gets a place in {@link #act}.
 */
final class History implements AutoCloseable {
    static final int PEOPLE = 6;
    static final Set<Integer> LOCKED = Set.of(5);
    private static final List<String> TAGS = List.of("un", "deux");
    private static final int STEP_SECONDS_MAX = 90;

    private final Settings settings;
    private final MovableClock clock;
    private final Random random;
    private final List<AccountId> accounts;
    private final List<Long> ever = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();
    final Expected expected;
    private volatile Ramage ramage;
    private Noticing noticing;
    private long told;

    /** @param accounts the people, who are there already */
    History(long seed, Settings settings, MovableClock clock, List<AccountId> accounts) {
        this.settings = settings;
        this.clock = clock;
        this.random = new Random(seed);
        this.accounts = accounts;
        this.expected = new Expected(PEOPLE, LOCKED, clock.instant());
        this.ramage = open();
        this.noticing = noticing();
        this.told = ramage.db().read(new EventLog(clock)::head);
    }

    /** What differs from what was expected. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String what) {
            super(what);
        }
    }

    static void same(String what, @Nullable Object expected, @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            throw new Wrong(what + "\nexpected: " + expected + "\n   found: " + found);
        }
    }

    /** One step, and all that reactors make of it. */
    void step() {
        act(random.nextInt(100));
        tell();
        passes(Duration.ofSeconds(1 + random.nextInt(STEP_SECONDS_MAX)));
    }

    Ramage ramage() {
        return ramage;
    }

    List<String> acts() {
        return acts;
    }

    /** All posts that there ever were. */
    List<Long> ever() {
        return ever;
    }

    AccountId account(int person) {
        return accounts.get(person);
    }

    int person(AccountId account) {
        return accounts.indexOf(account);
    }

    Viewer viewer(int person) {
        return person < 0 ? Viewer.NOBODY : ramage.follows.viewer(account(person));
    }

    static List<String> tags() {
        return TAGS;
    }

    @Override
    public void close() {
        ramage.close();
    }

    private void act(int what) {
        int me = random.nextInt(PEOPLE);
        int other = random.nextInt(PEOPLE);
        if (what < 26) {
            publish(me);
        } else if (what < 35) {
            answers(me, other, what);
        } else if (what < 46) {
            does(
                    "follow",
                    me,
                    other,
                    expected.follow(me, other),
                    () -> ramage.follows.follow(id(me), id(other), FollowSource.API));
        } else if (what < 52) {
            edit(me);
        } else if (what < 57) {
            delete(me);
        } else if (what < 65) {
            boost(me);
        } else if (what < 68) {
            unboost(me);
        } else if (what < 84) {
            signal(me, what < 79);
        } else if (what < 88) {
            does("block", me, other, expected.block(me, other), () -> ramage.blocks.block(id(me), id(other)));
        } else if (what < 91) {
            expected.unblock(me, other);
            does("unblock", me, other, true, () -> ramage.blocks.unblock(id(me), id(other)));
        } else if (what < 95) {
            mute(me, other);
        } else if (what < 97) {
            expected.unmute(me, other);
            does("unmute", me, other, true, () -> ramage.blocks.unmute(id(me), id(other)));
        } else if (what < 98) {
            later();
        } else if (random.nextInt(6) == 0) {
            restart();
        } else {
            publish(me);
        }
    }

    /** Those who asked and those who follow are answered, and let go. */
    private void answers(int me, int other, int what) {
        // The confidential account is asked most.
        int asked = random.nextInt(3) == 0 ? me : PEOPLE - 1;
        switch (what % 6) {
            case 0, 1 ->
                does(
                        "approve",
                        asked,
                        other,
                        expected.approve(asked, other),
                        () -> ramage.follows.approve(id(asked), id(other)));
            case 2 ->
                does(
                        "refuse",
                        asked,
                        other,
                        expected.refuse(asked, other),
                        () -> ramage.follows.refuse(id(asked), id(other)));
            case 3 -> {
                expected.unfollow(other, me);
                does("remove follower", me, other, true, () -> ramage.follows.unfollow(id(other), id(me)));
            }
            default -> {
                expected.unfollow(me, other);
                does("unfollow", me, other, true, () -> ramage.follows.unfollow(id(me), id(other)));
            }
        }
    }

    private void mute(int me, int other) {
        boolean withNotices = random.nextBoolean();
        var length = random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofSeconds(1 + random.nextInt(900));
        does(
                "mute " + withNotices + " " + length,
                me,
                other,
                expected.mute(me, other, withNotices, length),
                () -> ramage.blocks.mute(id(me), id(other), withNotices, length));
    }

    private void publish(int me) {
        boolean answers = !ever.isEmpty() && random.nextInt(5) < 2;
        long parent = answers ? somePost() : 0;
        int audience = random.nextInt(5) < 3 ? Expected.PUBLIC : random.nextInt(3);
        var text = text();
        note(me + " says \"" + text + "\" to " + Visibility.values()[audience]
                + (answers ? " answering " + name(parent) : ""));
        var answered = answers ? expected.answerable(me, parent) : null;
        var draft = new Draft(
                PostText.parse(text, "", 140),
                Visibility.values()[audience],
                answers ? Optional.of(new PostId(parent)) : Optional.empty(),
                Optional.empty(),
                /* isSensitive= */ false);
        var post = tries(() -> ramage.posts.publish(viewer(me), draft).id().value());
        same("may be said", !answers || answered != null, post.isPresent());
        post.ifPresent(it -> {
            ever.add(it);
            expected.publish(it, me, audience, text, answered);
        });
    }

    private void edit(int me) {
        long post = someOwnPost(me);
        var text = text();
        note(me + " edits " + name(post) + " to \"" + text + "\"");
        var revision = new Revision(PostText.parse(text, "", 140), Optional.empty(), /* isSensitive= */ false);
        boolean isDone = tries(() -> {
                    ramage.posts.edit(viewer(me), new PostId(post), revision);
                    return true;
                })
                .isPresent();
        same("may be edited", expected.edit(me, post, text), isDone);
    }

    private void delete(int me) {
        long post = someOwnPost(me);
        note(me + " deletes " + name(post));
        boolean isDone =
                tries(() -> ramage.posts.delete(viewer(me), new PostId(post))).isPresent();
        same("may be deleted", expected.delete(me, post), isDone);
    }

    private void boost(int me) {
        long post = somePost();
        int audience = random.nextInt(3);
        note(me + " boosts " + name(post) + " to " + Visibility.values()[audience]);
        boolean mayBe = expected.mayBoost(me, post);
        var boost = tries(() -> ramage.boosts
                .boost(viewer(me), new PostId(post), Visibility.values()[audience])
                .value());
        same("may be boosted", mayBe, boost.isPresent());
        boost.filter(it -> !ever.contains(it)).ifPresent(it -> {
            ever.add(it);
            expected.boost(it, me, post, audience);
        });
    }

    private void unboost(int me) {
        long post = somePost();
        note(me + " unboosts " + name(post));
        expected.unboost(me, post);
        ramage.boosts.takeBack(viewer(me), new PostId(post));
    }

    private void signal(int me, boolean gives) {
        var signal = Signal.values()[random.nextInt(Signal.values().length)];
        long post = signal == Signal.PIN ? someOwnPost(me) : somePost();
        note(me + (gives ? " gives " : " takes back ") + signal + " " + name(post));
        boolean mayBe = gives ? expected.give(me, post, signal.name()) : expected.takeBack(me, post, signal.name());
        boolean isDone = tries(() -> {
                    if (gives) {
                        ramage.signals.give(viewer(me), new PostId(post), signal);
                    } else {
                        ramage.signals.takeBack(viewer(me), new PostId(post), signal);
                    }
                    return true;
                })
                .isPresent();
        same("may be given or taken back", mayBe, isDone);
    }

    private void later() {
        var length = Duration.ofMinutes(random.nextInt(30));
        note("it is later by " + length);
        passes(length);
        ramage.blocks.sweep();
        expected.forgetMutesThatAreOver();
    }

    private void restart() {
        note("the server starts again");
        ramage.close();
        ramage = open();
        noticing = noticing();
    }

    private void does(String verb, int me, int other, boolean mayBe, Runnable act) {
        note(me + " " + verb + " " + other);
        boolean isDone = tries(() -> {
                    act.run();
                    return true;
                })
                .isPresent();
        same("may be done", mayBe, isDone);
    }

    private static <T> Optional<T> tries(Supplier<T> act) {
        try {
            return Optional.of(act.get());
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    /** What durable reactors do soon after, at once and one step's events at a time. */
    private void tell() {
        long from = told;
        told = ramage.db().transact(tx -> {
            var events = new EventLog(clock).after(tx, from, 1_000);
            if (events.isEmpty()) {
                return from;
            }
            noticing.react(tx, events);
            new SignalSweep().react(tx, events);
            // Or the server would tell it again when it starts.
            long last = events.getLast().number();
            tx.sql("update reactor_cursor set position = :last")
                    .bind("last", last)
                    .run();
            return last;
        });
        if (acts.getLast().contains(" deletes ")) {
            ramage.signals.sweep();
        }
    }

    private void passes(Duration time) {
        clock.move(time);
        if (ramage.db().engine() == Engine.POSTGRESQL) {
            ramage.renew();
        }
        expected.now = clock.instant();
    }

    private Ramage open() {
        var opened = Ramage.open(settings, clock);
        // Their threads take their time; see tell().
        opened.durable.close();
        return opened;
    }

    private Noticing noticing() {
        return new Noticing(
                new Noticing.Sources(ramage.accounts, ramage.follows, ramage.blocks, ramage.posts, ramage.signals),
                ramage.events,
                ramage.ids);
    }

    private String text() {
        var text = new StringBuilder("mot ").append(random.nextInt(5));
        IntStream.range(0, random.nextInt(3)).forEach(_ -> text.append(" @p").append(random.nextInt(PEOPLE + 1)));
        if (random.nextInt(3) == 0) {
            text.append(" #").append(TAGS.get(random.nextInt(TAGS.size())));
        }
        return text.toString();
    }

    /** Often a new one, now and then one that is gone. */
    private long somePost() {
        if (ever.isEmpty()) {
            return 1;
        }
        int back = random.nextInt(random.nextBoolean() ? Math.min(8, ever.size()) : ever.size());
        return ever.get(ever.size() - 1 - back);
    }

    private long someOwnPost(int me) {
        var own = expected.posts.values().stream().filter(it -> it.author == me).toList();
        return own.isEmpty() || random.nextInt(6) == 0 ? somePost() : own.get(random.nextInt(own.size())).id;
    }

    private AccountId id(int person) {
        return account(person);
    }

    private String name(long post) {
        var said = expected.posts.get(post);
        return "post " + ever.indexOf(post) + (said != null && said.audience == FOLLOWERS ? " (for followers)" : "");
    }

    private void note(String act) {
        acts.add(act);
    }
}
