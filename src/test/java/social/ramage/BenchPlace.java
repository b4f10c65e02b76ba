package social.ramage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import social.ramage.account.Tokens;
import social.ramage.db.Tx;
import social.ramage.event.Event;
import social.ramage.event.Visibility;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowSource;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.post.BroughtPost;
import social.ramage.post.BroughtText;
import social.ramage.post.PostText;

/**
 * Fills a data folder for {@code ./ramage bench}, the same from the same numbers, and writes tokens and ids into its
 * {@code place.json}.
 */
final class BenchPlace {
    private static final int ROWS_AT_ONCE = 5_000;
    private static final int SEED = 20_261_123;

    /** As many authors wherever it is, so that what readers see is as much. */
    private static final int KNOWN = 1_000;

    private static final Duration AGE = Duration.ofDays(30);

    private static final String ACCOUNT = """
            insert into account (id, handle, handle_key, name, bio, created_at)
            values (:id, :handle, :handle, :name, :bio, :at)
            """;

    private final Ramage ramage;
    private final Map<String, Integer> counts;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Instant begin;

    private BenchPlace(Ramage ramage, Map<String, Integer> counts) {
        this.ramage = ramage;
        this.counts = counts;
        this.begin = ramage.clock.instant().minus(AGE);
    }

    /** @param arguments the folder, then counts as {@code name=number} */
    static void main(String[] arguments) throws IOException {
        var data = Path.of(arguments[0]);
        var counts = new HashMap<String, Integer>();
        for (int i = 1; i < arguments.length; i++) {
            var parts = arguments[i].split("=", 2);
            counts.put(parts[0], Integer.valueOf(parts[1]));
        }
        try (var _ = Folder.hold(data).orElseThrow();
                var ramage = Ramage.open(Settings.from(data, Map.of(), Map.of()), Clock.systemUTC())) {
            Files.writeString(data.resolve("place.json"), new BenchPlace(ramage, counts).fill());
        }
    }

    private String fill() {
        var people = accounts("a", count("accounts"));
        var authors = people.subList(0, Math.min(people.size(), Math.max(KNOWN, people.size() / 10)));
        var known = authors.subList(0, Math.min(KNOWN, authors.size()));
        var readers = accounts("r", count("readers"));
        var farReaders = accounts("f", count("farReaders"));
        var writers = accounts("w", count("writers"));
        var stars = accounts("s", count("stars"));
        var cold = accounts("c", count("cold"));
        say("accounts");
        follow(people, authors, count("followees"));
        follow(readers, known, count("readerFollowees"));
        follow(farReaders, authors, count("readerFollowees"));
        follow(cold, authors, count("coldFollowees"));
        follow(readers, stars, stars.size());
        say("follows");
        posts(authors, count("posts"));
        long root = conversation(authors, count("replies"));
        ramage.events.change(tx -> {
            ramage.events.append(tx, new Event.Imported());
            return root;
        });
        say("posts");
        return "{\"account\":\"%s\",\"root\":\"%s\",\"readers\":%s,\"farReaders\":%s,\"writers\":%s,\"stars\":%s,\"cold\":%s}\n"
                .formatted(
                        authors.getFirst(),
                        root,
                        tokens(readers),
                        tokens(farReaders),
                        tokens(writers),
                        tokens(stars),
                        tokens(cold));
    }

    private int count(String name) {
        return counts.getOrDefault(name, 0);
    }

    private List<AccountId> accounts(String prefix, int count) {
        var made = new ArrayList<AccountId>(count);
        for (int from = 0; from < count; from += ROWS_AT_ONCE) {
            int first = from;
            int end = Math.min(count, from + ROWS_AT_ONCE);
            ramage.db().change(tx -> insert(tx, prefix, first, end, made));
        }
        return made;
    }

    private void insert(Tx tx, String prefix, int first, int end, List<AccountId> made) {
        var batch = tx.batch(ACCOUNT);
        for (int i = first; i < end; i++) {
            var id = new AccountId(ramage.ids.next());
            made.add(id);
            batch.bind("id", id.value())
                    .bind("handle", prefix + i)
                    .bind("name", "Aude Merle " + i)
                    .bind("bio", bio(i))
                    .bind("at", begin.toEpochMilli())
                    .add();
        }
        batch.run();
    }

    /** Each of {@code followers} follows so many of {@code followed}, drawn evenly. */
    private void follow(List<AccountId> followers, List<AccountId> followed, int each) {
        var rows = new ArrayList<Follow>(ROWS_AT_ONCE);
        for (var follower : followers) {
            var drawn = new HashSet<AccountId>();
            while (drawn.size() < Math.min(each, followed.size() - 1)) {
                var one = each >= followed.size() ? followed.get(drawn.size()) : any(followed);
                if (!one.equals(follower) && drawn.add(one)) {
                    rows.add(new Follow(ramage.ids.next(), follower, one, begin));
                }
            }
            if (rows.size() >= ROWS_AT_ONCE) {
                ramage.db().change(tx -> ramage.follows.bringIn(tx, rows, FollowSource.API));
                rows.clear();
            }
        }
        ramage.db().change(tx -> ramage.follows.bringIn(tx, rows, FollowSource.API));
    }

    /** Some people say much more than others. */
    private void posts(List<AccountId> authors, int count) {
        var rows = new ArrayList<BroughtPost>(ROWS_AT_ONCE);
        long step = AGE.toMillis() / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            double drawn = random.nextDouble();
            var author = authors.get((int) (drawn * drawn * authors.size()));
            var at = begin.plusMillis(i * step);
            rows.add(post(author, text(i, authors.size()), Optional.empty(), at, i));
            if (rows.size() == ROWS_AT_ONCE || i == count - 1) {
                ramage.db().change(tx -> ramage.posts.bringIn(tx, rows));
                rows.clear();
            }
        }
    }

    private long conversation(List<AccountId> authors, int replies) {
        var at = ramage.clock.instant();
        var opening = post(authors.getFirst(), text(0, authors.size()), Optional.empty(), at, 0);
        var rows = new ArrayList<>(List.of(opening));
        for (int i = 1; i <= replies; i++) {
            var answered = rows.get(random.nextInt(rows.size())).id();
            rows.add(post(authors.get(i), text(i, authors.size()), Optional.of(answered), at.plusMillis(i), i));
        }
        ramage.db().change(tx -> ramage.posts.bringIn(tx, rows));
        return opening.id().value();
    }

    private static BroughtPost post(AccountId author, String text, Optional<PostId> parent, Instant at, int sequence) {
        return new BroughtPost(
                new PostId(Ids.imported(at, sequence)),
                author,
                BroughtText.of(text),
                Optional.of("fr"),
                Visibility.PUBLIC,
                parent,
                Optional.empty());
    }

    private AccountId any(List<AccountId> accounts) {
        return accounts.get(random.nextInt(accounts.size()));
    }

    /** Near the 140 characters that a post may have; each third has a mention, a link and two hashtags. */
    private String text(int number, int authors) {
        var text = number % 3 == 0
                ? "@a%d le merle chante au-dessus du fournil, la pluie tombe sur le jardin #%s #%s https://example.org/carnet/le-merle-%d"
                        .formatted(random.nextInt(authors), word(), word(), number)
                : "Le merle chante au-dessus du fournil, et la pluie tombe sur le jardin : %s, %s, %s. Demain, le marché, n° %d"
                        .formatted(word(), word(), word(), number);
        return PostText.parse(text, "", 140).value();
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String bio(int number) {
        return ("Boulangère le matin, jardinière l'après-midi, lectrice le soir. Je parle de pain, de merles, de tomates"
                        + " et de ce que disent les gens au marché. Le carnet est là : https://example.org/carnet/%d")
                .formatted(number);
    }

    private static final List<String> WORDS = List.of(
            "boulangerie",
            "jardinage",
            "merles",
            "printemps",
            "marché",
            "lecture",
            "musique",
            "randonnée",
            "cuisine",
            "atelier",
            "bicyclette",
            "rivière",
            "village",
            "fournil",
            "levain",
            "potager",
            "histoire",
            "théâtre");

    private String tokens(List<AccountId> accounts) {
        var quoted = new ArrayList<String>(accounts.size());
        ramage.db()
                .change(tx -> accounts.forEach(account -> quoted.add(
                        '"' + ramage.tokens.create(tx, account, Tokens.ALL).value() + '"')));
        return quoted.toString();
    }

    /** How far it is, for whoever waits. */
    private static void say(String done) {
        var out = new PrintStream(System.err, /* autoFlush= */ true, StandardCharsets.UTF_8);
        out.println("filled: " + done);
    }
}
