package social.ramage.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import social.ramage.db.Database;
import social.ramage.db.DatabaseException;
import social.ramage.db.Tx;
import social.ramage.id.Ids;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

/**
 * The only way for mail to leave. A letter is written in the transaction of what it tells, and carried later, at least
 * once: a carrier that is down holds up mail and nothing else.
 */
public final class Mail implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Mail.class.getName());

    /** Letters that wait; whoever wants to write another is told to come back. */
    static final int WAITING_MAX = 10_000;

    static final int TRIES_MAX = 10;
    private static final int BATCH_MAX = 20;
    /** Longer than a carrier may take for a batch. Whoever dies while carrying leaves its letters to others after it. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    /** Letters of other nodes, and those to be tried again, are looked for so often. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Database db;
    private final Ids ids;
    private final Clock clock;
    private final Carrier carrier;
    private final LetterStore store = new LetterStore();
    private final Semaphore written = new Semaphore(0);
    private final AtomicLong givenUp = new AtomicLong();
    private final Thread thread;
    private volatile boolean isClosed;

    public Mail(Database db, Ids ids, Clock clock, Carrier carrier) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
        this.carrier = carrier;
        this.thread = Thread.ofPlatform().daemon().name("mail").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** @throws Refusal Unavailable when {@link #WAITING_MAX} letters wait already */
    public void write(Tx tx, Letter letter) {
        if (store.isFull(tx, WAITING_MAX)) {
            throw new Refusal(Problem.unavailable("problem.busy"));
        }
        store.insert(tx, ids.next(), letter, clock.instant());
        tx.afterCommit(written::release);
    }

    /** Letters that were given up since the start, after {@link #TRIES_MAX} tries. */
    public long givenUp() {
        return givenUp.get();
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed) {
            try {
                var _ = written.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                var _ = written.drainPermits();
                while (!isClosed && carryDue() == BATCH_MAX) {
                    // More may be due.
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (DatabaseException | Refusal failure) {
                LOG.log(System.Logger.Level.WARNING, "mail waits: {0}", failure.getMessage());
            }
        }
    }

    private int carryDue() {
        var now = clock.instant();
        if (!db.read(tx -> store.isDue(tx, now))) {
            return 0;
        }
        var taken = db.transact(tx -> store.take(tx, now, now.plus(CLAIM), BATCH_MAX));
        for (var one : taken) {
            if (isClosed) {
                return 0;
            }
            carry(one);
        }
        return taken.size();
    }

    private void carry(LetterStore.Taken one) {
        try {
            carrier.carry(one.id(), one.letter());
            db.change(tx -> store.delete(tx, one.id()));
        } catch (IOException failure) {
            // The message of a mail server may repeat an address.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "letter {0}, try {1} of {2}: {3}",
                    Long.toString(one.id()),
                    one.tries(),
                    TRIES_MAX,
                    failure.getClass().getSimpleName());
            if (one.tries() >= TRIES_MAX) {
                givenUp.incrementAndGet();
                db.change(tx -> store.delete(tx, one.id()));
            } else {
                var wait = FIRST_WAIT.multipliedBy(1L << one.tries());
                db.change(tx -> store.postpone(tx, one.id(), clock.instant().plus(wait)));
            }
        }
    }
}
