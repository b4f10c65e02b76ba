package social.ramage.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.ProfileChange;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Events;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PictureName;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.work.HeavyWork;

/** The only way to pictures: those that accounts show of themselves, which are for everybody. */
public final class Pictures implements AutoCloseable {
    /** Of what is sent, before it is made small. */
    public static final int BYTES_MAX = Developing.BYTES_MAX;

    /** Of pictures that are kept in memory. */
    private static final int KEPT_BYTES_MAX = 16 << 20;

    /** So long another node may show a picture that was deleted here. */
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);

    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Ids ids;
    private final PictureStore store = new PictureStore();
    private final HeavyWork darkroom = new HeavyWork("darkroom", "problem.pictures_busy");
    private final Cache<PictureName, Picture> kept = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES_MAX)
            .expireAfterWrite(KEPT_FOR)
            .weigher((PictureName _, Picture picture) -> picture.bytes().length)
            .build();

    public Pictures(Database db, Events events, Accounts accounts, Ids ids) {
        this.db = db;
        this.events = events;
        this.accounts = accounts;
        this.ids = ids;
    }

    /** @throws Refusal NotFound when there is none, or another took its place */
    public Picture get(PictureName name) {
        var known = kept.getIfPresent(name);
        if (known != null) {
            return known;
        }
        var found = db.read(tx -> store.find(tx, name))
                .filter(it -> it.kind().ending().equals(name.ending()))
                .orElseThrow(Refusal::notFound);
        kept.put(name, found);
        return found;
    }

    /**
     * Changes what an account says of itself and how it looks, all of it or nothing. Of a picture the middle is taken,
     * as large as its frame at most, the right way up, and with nothing in it but what can be seen; the one before is
     * deleted.
     *
     * @throws Refusal Invalid for the field that it names, TooMany when too many pictures wait to be made
     */
    public void change(AccountId account, ProfileChange change, Map<Frame, Upload> uploads) {
        var pictures = new EnumMap<Frame, Picture>(Frame.class);
        uploads.forEach((frame, upload) -> pictures.put(frame, develop(frame, upload)));
        events.change(tx -> {
            var before = accounts.get(tx, account).looks();
            var after = new Account.Looks(
                    hang(tx, account, pictures.get(Frame.AVATAR)).or(before::avatar),
                    hang(tx, account, pictures.get(Frame.HEADER)).or(before::header));
            show(tx, account, change, before, after);
            return after;
        });
    }

    /** Takes pictures down, for good. */
    public void remove(AccountId account, Set<Frame> frames) {
        events.change(tx -> {
            var before = accounts.get(tx, account).looks();
            var after = new Account.Looks(
                    before.avatar().filter(_ -> !frames.contains(Frame.AVATAR)),
                    before.header().filter(_ -> !frames.contains(Frame.HEADER)));
            show(tx, account, ProfileChange.NONE, before, after);
            return after;
        });
    }

    /** How many wait to be made. */
    public int waiting() {
        return darkroom.waiting();
    }

    @Override
    public void close() {
        darkroom.close();
    }

    private Picture develop(Frame frame, Upload upload) {
        try {
            return darkroom.run(() -> Developing.develop(frame, upload));
        } catch (Refusal refusal) {
            throw refusal.problem() instanceof Problem.Invalid(var _, var sentence)
                    ? new Refusal(new Problem.Invalid(frame.field(), sentence))
                    : refusal;
        }
    }

    private Optional<PictureName> hang(Tx tx, AccountId account, @Nullable Picture picture) {
        if (picture == null) {
            return Optional.empty();
        }
        var name = new PictureName(ids.next(), picture.kind().ending());
        store.insert(tx, name, account, picture);
        return Optional.of(name);
    }

    private void show(Tx tx, AccountId account, ProfileChange change, Account.Looks before, Account.Looks after) {
        accounts.change(tx, account, change.with(after));
        takeDown(tx, before.avatar(), after.avatar());
        takeDown(tx, before.header(), after.header());
    }

    private void takeDown(Tx tx, Optional<PictureName> before, Optional<PictureName> after) {
        if (!before.equals(after)) {
            before.ifPresent(name -> {
                store.delete(tx, name);
                tx.afterCommit(() -> kept.invalidate(name));
            });
        }
    }
}
