package social.ramage.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import social.ramage.db.Database;
import social.ramage.db.DatabaseException;

/** Runs the durable reactors, each on a thread of its own and only while this node holds its lease. */
public final class Durable implements AutoCloseable {
    /** An event that fails so often is put aside, and an alarm raised. */
    static final int TRIES = 5;

    static final int BATCH_MAX = 500;

    private static final System.Logger LOG = System.getLogger(Durable.class.getName());
    private static final Duration RENEW_EVERY = Leases.LASTS.dividedBy(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Time for more events to come: each batch is a durable commit, and a quiet stream should cost few. */
    private static final Duration GATHER = Duration.ofMillis(50);

    private final Database db;
    private final EventLog log;
    private final Live live;
    private final Leases leases;
    private final Cursors cursors;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    public Durable(Database db, EventLog log, Live live, Leases leases, Clock clock) {
        this.db = db;
        this.log = log;
        this.live = live;
        this.leases = leases;
        this.cursors = new Cursors(clock);
        this.clock = clock;
    }

    public void start(DurableReactor reactor) {
        threads.add(Thread.ofVirtual().name("reactor " + reactor.name()).start(() -> new Run(reactor).run()));
    }

    /** How many events were put aside and wait for a person. */
    public long parked() {
        return db.read(cursors::parked);
    }

    @Override
    public void close() {
        stopping = true;
        for (var thread : threads) {
            thread.interrupt();
        }
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Run {
        private final DurableReactor reactor;
        private Instant renewAt = Instant.MIN;
        private long fence;
        private long position;
        private int failures;

        Run(DurableReactor reactor) {
            this.reactor = reactor;
        }

        void run() {
            while (!stopping) {
                try {
                    if (holdsLease()) {
                        step();
                    } else {
                        Thread.sleep(RENEW_EVERY);
                    }
                } catch (InterruptedException _) {
                    break;
                } catch (Cursors.LostLease lost) {
                    LOG.log(System.Logger.Level.INFO, "{0}", lost.getMessage());
                    renewAt = Instant.MIN;
                    fence = 0;
                } catch (RuntimeException failure) {
                    pauseAfter(failure);
                }
            }
            db.change(tx -> leases.giveUp(tx, reactor.name()));
        }

        private boolean holdsLease() {
            if (clock.instant().isBefore(renewAt)) {
                return fence > 0;
            }
            long taken = db.transact(tx -> leases.take(tx, reactor.name()).orElse(0L));
            if (taken != fence && taken > 0) {
                position = db.transact(tx -> {
                    if (!cursors.begin(tx, reactor.name(), log.head(tx), taken)) {
                        throw new Cursors.LostLease(reactor.name());
                    }
                    return cursors.find(tx, reactor.name()).orElseThrow();
                });
            }
            fence = taken;
            renewAt = clock.instant().plus(RENEW_EVERY);
            return fence > 0;
        }

        private void step() {
            // One at a time after a failure, so that one bad event takes no others with it.
            int max = failures == 0 ? BATCH_MAX : 1;
            var events = db.read(tx -> log.after(tx, position, max));
            if (events.isEmpty()) {
                live.awaitAfter(position, LOOK_EVERY);
                return;
            }
            if (failures >= TRIES) {
                park(events.getFirst());
                return;
            }
            long last = events.getLast().number();
            db.change(tx -> {
                reactor.react(tx, events);
                cursors.move(tx, reactor.name(), fence, last);
            });
            position = last;
            failures = 0;
            live.awaitAfter(position + BATCH_MAX, GATHER);
        }

        private void park(Logged event) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "event {0} failed {1} times in {2} and is put aside",
                    event.number(),
                    TRIES,
                    reactor.name());
            db.change(tx -> {
                cursors.park(tx, reactor.name(), event, lastFailure);
                cursors.move(tx, reactor.name(), fence, event.number());
            });
            position = event.number();
            failures = 0;
        }

        private Throwable lastFailure = new IllegalStateException("none");

        private void pauseAfter(RuntimeException failure) {
            if (stopping) {
                return;
            }
            lastFailure = failure.getCause() == null ? failure : failure.getCause();
            LOG.log(System.Logger.Level.WARNING, reactor.name() + " tries again", failure);
            // A disk without room is no event's fault.
            if (!(failure instanceof DatabaseException lost) || lost.kind() == DatabaseException.Kind.FAULT) {
                failures++;
            }
            try {
                Thread.sleep(Duration.ofMillis(50L << Math.min(failures, TRIES)));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
