package social.ramage.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import social.ramage.account.Accounts;
import social.ramage.account.BroughtAccount;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Events;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Follows;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.intake.reading.Ahead;
import social.ramage.intake.reading.Batch;
import social.ramage.intake.reading.Edge;
import social.ramage.intake.reading.Note;
import social.ramage.intake.reading.Records;

/** Brings in one graph: an account for each node, and a follow for each edge. */
final class GraphIntake {
    static final String SOURCE = "graph";

    private static final int EDGES_MIN = 1_000;
    /** Half a second's work: longer than that nobody's post should wait for its turn. */
    private static final int EDGES_MAX = 32_000;

    /** While nobody else can write: the pages of most accounts are then written a few times only. */
    private static final int EDGES_ALONE_MAX = 256_000;

    /** What an edge in memory weighs with its two names and its follow, about. */
    private static final int EDGE_BYTES = 256;

    /** The part of Java's memory that edges may take: what is read ahead and what is being written. */
    private static final int MEMORY_SHARE = 4;

    /** Nodes remembered with their accounts; others are looked up again. */
    private static final int NODES_MAX = 250_000;

    private final IntakeStore store = new IntakeStore();
    private final Database db;
    private final Events events;
    private final Accounts accounts;
    private final Follows follows;
    private final Ids ids;
    private final Cache<String, AccountId> accountByNode =
            Caffeine.newBuilder().maximumSize(NODES_MAX).build();
    private final Pace pace;
    private final Telling telling = new Telling();
    private long read;
    private Report.Counts.Graph counts = Report.Counts.Graph.NONE;

    GraphIntake(Database db, Events events, Accounts accounts, Follows follows, Ids ids, boolean hasOthers) {
        this.pace = new Pace(EDGES_MIN, hasOthers ? EDGES_MAX : edgesAloneMax());
        this.db = db;
        this.events = events;
        this.accounts = accounts;
        this.follows = follows;
        this.ids = ids;
    }

    private static int edgesAloneMax() {
        long room = Runtime.getRuntime().maxMemory() / MEMORY_SHARE / EDGE_BYTES / (Ahead.BATCHES_MAX + 2);
        return Math.clamp(room, EDGES_MAX, EDGES_ALONE_MAX);
    }

    Report run(Records<Edge> edges, Progress progress) {
        try (var ahead = new Ahead<>(edges, edge -> edge, pace::size)) {
            boolean isWhole = ahead.forEach(batch -> {
                bring(batch);
                return progress.at(Progress.Stage.FOLLOWS, batch.part(), read);
            });
            return telling.report(counts, isWhole ? Report.End.WHOLE : Report.End.BROKEN_OFF);
        } finally {
            if (counts.hasNew()) {
                events.change(tx -> {
                    events.append(tx, new Event.Imported());
                    return counts;
                });
            }
        }
    }

    private void bring(Batch<Edge> batch) {
        boolean isFirst = read == 0;
        var written = events.change(tx -> write(tx, batch.items(), isFirst));
        pace.after(written.waited);
        accountByNode.putAll(written.accountByNewNode);
        counts = counts.plus(written.counts);
        telling.add(batch);
        telling.add(written.notes);
        read += batch.items().size();
    }

    private record Written(
            Report.Counts.Graph counts, Map<String, AccountId> accountByNewNode, Map<Note, Long> notes, int waited) {}

    private Written write(Tx tx, List<Edge> edges, boolean isFirst) {
        var unknown = new LinkedHashSet<String>();
        var known = new HashMap<String, AccountId>();
        for (var edge : edges) {
            find(edge.follower(), known, unknown);
            find(edge.followed(), known, unknown);
        }
        var found = store.accounts(tx, SOURCE, unknown);
        if (isFirst && !found.isEmpty()) {
            // An import that broke off may have left rows that nobody was told of.
            events.append(tx, new Event.Imported());
        }
        unknown.removeAll(found.keySet());
        var made = make(tx, unknown);
        var learned = new HashMap<>(found);
        learned.putAll(made.accountByNode);
        known.putAll(learned);
        var wanted = new ArrayList<Follow>(edges.size());
        var now = ids.now();
        int loops = 0;
        for (var edge : edges) {
            if (edge.isLoop()) {
                loops++;
            } else {
                wanted.add(
                        new Follow(ids.next(), account(known, edge.follower()), account(known, edge.followed()), now));
            }
        }
        int brought = follows.bringIn(tx, wanted, FollowSource.IMPORT);
        return new Written(
                new Report.Counts.Graph(unknown.size(), brought, wanted.size() - brought, loops),
                learned,
                made.renamed == 0 ? Map.of() : Map.of(Note.HANDLE_CHANGED, made.renamed),
                db.writesWaiting());
    }

    private void find(String node, Map<String, AccountId> known, Set<String> unknown) {
        if (!known.containsKey(node) && !unknown.contains(node)) {
            var account = accountByNode.getIfPresent(node);
            if (account == null) {
                unknown.add(node);
            } else {
                known.put(node, account);
            }
        }
    }

    /** @param renamed how many could not have their node's key for a handle */
    private record Made(Map<String, AccountId> accountByNode, long renamed) {}

    private Made make(Tx tx, Set<String> nodes) {
        var brought =
                nodes.stream().map(node -> BroughtAccount.of(node, "", "")).toList();
        var accountByNode = new HashMap<String, AccountId>();
        long renamed = 0;
        var made = accounts.bringIn(tx, brought).iterator();
        for (var node : nodes) {
            var account = made.next();
            accountByNode.put(node, account.id());
            renamed += account.handle().value().equals(node) ? 0 : 1;
        }
        store.rememberAccounts(tx, SOURCE, accountByNode);
        return new Made(accountByNode, renamed);
    }

    private static AccountId account(Map<String, AccountId> known, String node) {
        return Objects.requireNonNull(known.get(node), node);
    }
}
