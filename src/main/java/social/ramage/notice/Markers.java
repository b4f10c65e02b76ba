package social.ramage.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Row;
import social.ramage.id.AccountId;

/** Remembers for somebody how far they have read, so that each of their devices knows. */
public final class Markers {
    /** What can be read so. */
    public static final List<String> TIMELINES = List.of("home", "notifications");

    private static final String MOVE = """
            insert into marker (account_id, timeline, last_read_id, version, updated_at)
            values (:account, :timeline, :lastRead, 0, :at)
            on conflict (account_id, timeline) do update
                set last_read_id = excluded.last_read_id, version = marker.version + 1, updated_at = excluded.updated_at
            returning *
            """;
    private static final String OF = """
            select * from marker where account_id = :account
            """;

    private final Database db;
    private final Clock clock;

    public Markers(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public List<Marker> of(AccountId account) {
        return db.read(tx -> tx.sql(OF).bind("account", account.value()).list(Markers::toMarker));
    }

    public Optional<Marker> of(AccountId account, String timeline) {
        return of(account).stream()
                .filter(marker -> marker.timeline().equals(timeline))
                .findFirst();
    }

    /**
     * Backwards too.
     *
     * @param lastReadByTimeline of {@link #TIMELINES}
     */
    public List<Marker> move(AccountId account, Map<String, Long> lastReadByTimeline) {
        return db.transact(tx -> {
            var moved = new ArrayList<Marker>();
            lastReadByTimeline.forEach((timeline, lastRead) -> moved.add(tx.sql(MOVE)
                    .bind("account", account.value())
                    .bind("timeline", timeline)
                    .bind("lastRead", lastRead)
                    .bind("at", clock.instant())
                    .get(Markers::toMarker)));
            return moved;
        });
    }

    private static Marker toMarker(Row row) {
        return new Marker(
                row.text("timeline"), row.number("last_read_id"), row.number("version"), row.instant("updated_at"));
    }
}
