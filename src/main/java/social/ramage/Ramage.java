package social.ramage;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import social.ramage.account.Accounts;
import social.ramage.account.OwnerLink;
import social.ramage.account.Tokens;
import social.ramage.circle.Circles;
import social.ramage.client.Clients;
import social.ramage.db.Database;
import social.ramage.db.Engine;
import social.ramage.event.Durable;
import social.ramage.event.DurableReactor;
import social.ramage.event.EventLog;
import social.ramage.event.Events;
import social.ramage.event.Leases;
import social.ramage.event.Live;
import social.ramage.event.Nodes;
import social.ramage.event.Retention;
import social.ramage.follow.Blocks;
import social.ramage.follow.Follows;
import social.ramage.id.Ids;
import social.ramage.intake.Intake;
import social.ramage.mail.EmlFolder;
import social.ramage.mail.Mail;
import social.ramage.mastodon.MastodonApi;
import social.ramage.mastodon.Site;
import social.ramage.media.Pictures;
import social.ramage.notice.Markers;
import social.ramage.notice.Notices;
import social.ramage.notice.Noticing;
import social.ramage.page.PeoplePages;
import social.ramage.person.Doorway;
import social.ramage.person.People;
import social.ramage.person.SignUpDoor;
import social.ramage.post.Attributions;
import social.ramage.post.Boosts;
import social.ramage.post.Posts;
import social.ramage.post.TagUses;
import social.ramage.post.Tags;
import social.ramage.safety.Parts;
import social.ramage.safety.Safety;
import social.ramage.signal.SignalSweep;
import social.ramage.signal.Signals;
import social.ramage.stream.Streams;
import social.ramage.timeline.Timelines;
import social.ramage.web.Meters;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;
import social.ramage.web.WebServer;

/** A running Ramage: all parts, made here and nowhere else. Tests start this same class. */
public final class Ramage implements AutoCloseable {
    static final String VERSION = "0.1.0";

    private static final System.Logger LOG = System.getLogger(Ramage.class.getName());
    private static final String LAST_ID = """
            select max(id) as last from (
                select max(id) as id from post union all select max(id) from follow
                union all select max(id) from account union all select max(id) from person
                union all select max(id) from signal union all select max(id) from block
                union all select max(id) from mute union all select max(id) from follow_request
                union all select max(id) from notice union all select max(id) from session
                union all select max(id) from client union all select max(id) from letter
                union all select max(id) from circle union all select max(id) from circle_member
                union all select max(id) from report union all select max(id) from rule
                union all select max(id) from moderation_log union all select max(id) from picture) ids
            """;
    /** A server that is stopped often must get to it, too. */
    private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);

    /** Of the memory that Java may use, what is kept of posts, accounts, follows, blocks and signals. */
    private static final double POSTS_SHARE = 0.25;

    private static final double ACCOUNTS_SHARE = 0.08;
    private static final double FOLLOWS_SHARE = 0.04;
    private static final double BLOCKS_SHARE = 0.02;
    private static final double SIGNALS_SHARE = 0.02;

    private final Settings settings;
    private final Database db;
    private final Live live;
    private final Nodes nodes;
    private final int node;
    private final ScheduledExecutorService upkeep;
    private final Retention retention;
    private final RateLimits limits;
    private volatile boolean listens;
    final Durable durable;
    final Clock clock;
    final Ids ids;
    final Events events;
    final Mail mail;
    final Doorway doorway;
    final Clients clients;
    final People people;
    final Accounts accounts;
    final Tokens tokens;
    final OwnerLink ownerLink;
    final Pictures pictures;
    final Blocks blocks;
    final Follows follows;
    final Circles circles;
    final Posts posts;
    final Boosts boosts;
    final Attributions attributions;
    final Signals signals;
    final Timelines timelines;
    final Notices notices;
    final Markers markers;
    final Safety safety;
    final Streams streams;
    final Tags tags;
    final Intake intake;

    private Ramage(Settings settings, Clock clock, List<DurableReactor> more) {
        this.settings = settings;
        this.clock = clock;
        this.db = Database.open(settings.database());
        // The embedded database has one process at a time, so a new one takes over at once from one that was killed.
        var holder =
                db.engine() == Engine.SQLITE ? "this folder" : UUID.randomUUID().toString();
        this.nodes = new Nodes(db, holder, clock);
        var held = nodes.take();
        this.node = held.number();
        this.ids = new Ids(clock, node, db.read(tx -> tx.sql(LAST_ID).get(row -> row.number("last"))));
        mintUntil(held);
        var log = new EventLog(clock);
        this.live = new Live(db, log);
        this.events = new Events(db, log, live);
        long memory = Runtime.getRuntime().maxMemory();
        this.people = new People(db, ids);
        this.accounts = new Accounts(db, events, ids, clock, share(memory, ACCOUNTS_SHARE));
        this.tokens = new Tokens(db, clock);
        this.clients = new Clients(db, tokens, ids, clock);
        this.mail = new Mail(db, ids, clock, new EmlFolder(settings.data().resolve("mail"), settings.mailFrom()));
        var signUp = new SignUpDoor(db, settings.place().opening());
        this.doorway = new Doorway(
                new Doorway.Ground(db, events, ids, clock),
                people,
                mail,
                settings.place().title(),
                new Newcomers(this),
                signUp::opening);
        this.ownerLink = new OwnerLink(db, clock);
        this.pictures = new Pictures(db, events, accounts, ids);
        this.blocks = new Blocks(db, events, accounts, ids, clock, share(memory, BLOCKS_SHARE));
        this.follows = new Follows(db, events, accounts, blocks, ids, clock, share(memory, FOLLOWS_SHARE));
        this.circles = new Circles(db, events, follows, ids);
        this.posts = new Posts(db, events, accounts, ids, clock, share(memory, POSTS_SHARE));
        this.boosts = new Boosts(db, events, accounts, posts, ids);
        this.attributions = new Attributions(db, accounts, follows, posts);
        this.signals = new Signals(db, events, posts, boosts, ids, clock, share(memory, SIGNALS_SHARE));
        this.timelines = new Timelines(db, log, live, accounts, follows, posts, clock);
        this.notices = new Notices(db, accounts, posts, clock);
        this.markers = new Markers(db, clock);
        this.safety = new Safety(new Parts(db, events, people, accounts, posts, signUp, ids, clock));
        this.tags = new Tags(db, clock);
        this.streams = new Streams(db, log, follows, timelines, notices);
        this.intake = new Intake(db, events, accounts, follows, posts, ids, clock, this::hasOthers);
        this.retention = new Retention(db, log, clock);
        this.limits =
                settings.rateLimiting() == Settings.RateLimiting.ON ? RateLimits.on(clock) : RateLimits.off(clock);
        // The list of reactors. Timelines late: what they show must not be older than the views that they show it with.
        // Streams after all that they ask.
        live.add(accounts);
        live.add(blocks);
        live.add(follows);
        live.add(posts);
        live.add(signals);
        live.add(timelines);
        live.add(streams);
        live.start();
        this.durable = new Durable(db, log, live, new Leases(holder, clock), clock);
        durable.start(new TagUses());
        durable.start(new SignalSweep());
        durable.start(new Noticing(new Noticing.Sources(accounts, follows, blocks, posts, signals), events, ids));
        more.forEach(durable::start);
        mail.start();
        this.upkeep = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("upkeep").factory());
        keepUp();
    }

    /** Opens the data folder without listening: for commands. */
    static Ramage open(Settings settings, Clock clock) {
        return new Ramage(settings, clock, List.of());
    }

    /** As {@link #open}, with reactors of a test's own. */
    static Ramage open(Settings settings, Clock clock, List<DurableReactor> more) {
        return new Ramage(settings, clock, more);
    }

    /** Listens. @return the server, to be closed before this */
    WebServer listen(OutputStream requestLog) {
        if (settings.rateLimiting() == Settings.RateLimiting.OFF) {
            LOG.log(System.Logger.Level.WARNING, "RATE LIMITS ARE OFF: anybody may ask as much as they like");
        }
        var meters = new Meters();
        meters.watch("ramage.database.writes.waiting", "Transactions that wait for the writer", db::writesWaiting);
        meters.watch("ramage.database.reads.waiting", "Reads that wait for a reader", db::readsWaiting);
        meters.watch("ramage.database.statements", "Statements run since the start", db::statements);
        meters.watch("ramage.timelines.resident", "Home timelines kept in memory", timelines::residents);
        meters.watch("ramage.timelines.deliveries", "Posts put into home timelines", timelines::deliveries);
        meters.watch("ramage.events.position", "The newest event that memory has seen", live::position);
        meters.watch("ramage.pictures.waiting", "Pictures that wait to be made", pictures::waiting);
        meters.watch("ramage.mail.given.up", "Letters given up since the start", mail::givenUp);
        meters.watch("ramage.events.parked", "Events that were put aside", durable::parked);
        var server = new WebServer(settings.listen(), faces(), meters, requestLog, clock, this::isReady);
        server.start();
        listens = true;
        return server;
    }

    /** All addresses, by the face that they belong to. */
    List<Routes> faces() {
        var site = new Site(
                PublicUrl.fix(db, settings),
                settings.place().title(),
                settings.place().description(),
                settings.place().charactersMax(),
                VERSION);
        var doors = new MastodonApi.Doors(
                accounts,
                tokens,
                clients,
                doorway.signUp(),
                pictures,
                blocks,
                follows,
                circles,
                posts,
                boosts,
                attributions,
                signals,
                timelines,
                notices,
                markers,
                people,
                safety,
                streams,
                tags);
        var newcomers = new Newcomers(this);
        return List.of(
                MastodonApi.routes(doors, site, limits),
                MastodonApi.oauth(clients, site, limits),
                PeoplePages.routes(
                        new PeoplePages.Doors(doorway, newcomers, people, accounts, clients, pictures, posts),
                        new PeoplePages.Site(site.title(), site.url(), clock, newcomers::welcome),
                        limits));
    }

    Database db() {
        return db;
    }

    @Override
    public void close() {
        upkeep.shutdownNow();
        durable.close();
        nodes.giveUp(node);
        pictures.close();
        live.close();
        mail.close();
        doorway.close();
        db.close();
    }

    /** The embedded database is this process's alone; on the other one, other nodes may write. */
    boolean hasOthers() {
        return listens || db.engine() == Engine.POSTGRESQL;
    }

    private boolean isReady() {
        return db.read(_ -> true);
    }

    private void keepUp() {
        every(Duration.ofMinutes(60), "events cannot be swept", retention::sweep);
        every(Duration.ofMinutes(60), "old notices cannot be swept", notices::sweep);
        every(Duration.ofMinutes(10), "mutes that are over cannot be swept", blocks::sweep);
        every(Duration.ofMinutes(10), "keys of posts cannot be swept", posts::sweepKeys);
        every(Duration.ofMinutes(1), "earlier posts cannot be tightened", posts::sweepTightening);
        every(Duration.ofMinutes(1), "signals of deleted posts cannot be swept", signals::sweep);
        every(Duration.ofMinutes(60), "what nobody came back for cannot be swept", doorway::sweep);
        every(Duration.ofMinutes(60), "codes of clients cannot be swept", clients::sweep);
        every(Nodes.RENEW_EVERY, "the node number cannot be renewed", this::renew);
    }

    /** One that fails once must run again. */
    private void every(Duration time, String failed, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, failed, failure);
            }
        };
        long first = Math.min(time.toSeconds(), FIRST_SWEEP.toSeconds());
        var _ = upkeep.scheduleWithFixedDelay(guarded, first, time.toSeconds(), TimeUnit.SECONDS);
    }

    void renew() {
        nodes.renew(node).ifPresentOrElse(this::mintUntil, () -> {
            LOG.log(System.Logger.Level.ERROR, "another node has taken number {0}: stopping", node);
            Runtime.getRuntime().exit(1);
        });
    }

    /** The embedded database has no second node, and a machine that slept must not refuse the first post. */
    private void mintUntil(Nodes.Held held) {
        if (db.engine() == Engine.POSTGRESQL) {
            ids.heldUntil(held.until());
        }
    }

    private static long share(long memory, double part) {
        return (long) (memory * part);
    }
}
