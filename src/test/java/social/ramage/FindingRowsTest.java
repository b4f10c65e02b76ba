package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.db.Sql;
import social.ramage.db.Tx;

/** Every statement of ours finds its rows by an index, and says so itself. */
class FindingRowsTest {
    /** Those that look at a whole table, and may: it has few rows, or the answer is about all of them. */
    private static final Set<String> MAY_SCAN = Set.of(
            // All accounts, once a minute at most.
            "AccountStore.STATISTICS",
            // A row for each account, once at the start.
            "PersonStore.OWNERS",
            // An index of nothing else: few accounts have had something taken from them, and all of them are wanted.
            "AccountStore.SUSPENDED",
            "AccountStore.LIMITED",
            "AccountStore.FROZEN",
            "PersonStore.STAFF",
            // The rules of a place.
            "RuleStore.ALL",
            // A row for each link that was ever offered.
            "TokenStore.WITHDRAW",
            // A row for each durable reactor.
            "Cursors.SLOWEST",
            // Posts that are gone for a minute at most.
            "SignalStore.NEXT_GONE",
            // The hundred or thousand rows that it has just found by an index.
            "NoticeStore.COUNT",
            // Along an index, no further than as many letters as may wait.
            "LetterStore.IS_FULL",
            // Authors whose many posts are being tightened.
            "TighteningStore.NEXT",
            // What an operator has not looked at yet.
            "Cursors.PARKED");

    private static final Pattern STATEMENT = Pattern.compile("(select|update|delete)\\s.*", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile(":[a-zA-Z]+|<[a-z]+>");
    private static final Set<String> WORDS = Set.of(
            "act",
            "afterKey",
            "all",
            "any",
            "avatar",
            "bio",
            "code",
            "email",
            "from",
            "handle",
            "hash",
            "header",
            "holder",
            "key",
            "keys",
            "kind",
            "kinds",
            "language",
            "locale",
            "name",
            "none",
            "parentKey",
            "passkey",
            "password",
            "purpose",
            "reactor",
            "secret",
            "role",
            "source",
            "text",
            "timeline",
            "to",
            "token",
            "value",
            "visibility",
            "warning");

    private static final Map<String, String> STATEMENTS = statements();

    private static final Pattern POSTGRESQL_SCAN = Pattern.compile("(Seq Scan|Index.* Scan|Bitmap Index Scan) .*");

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }

        @Override
        List<String> plan(Tx tx, String statement) {
            return bound(tx.sql("explain query plan " + statement), statement).list(row -> row.text("detail"));
        }

        @Override
        List<String> scans(List<String> plan) {
            return plan.stream().filter(step -> step.startsWith("SCAN ")).toList();
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }

        /** Tables are empty here, and PostgreSQL reads those from end to end unless it is told not to. */
        @Override
        List<String> plan(Tx tx, String statement) {
            tx.sql("set local enable_seqscan = off").run();
            return bound(tx.sql("explain (costs off) " + statement), statement).list(row -> row.text("QUERY PLAN"));
        }

        /** A whole index read from end to end is no better than a whole table. */
        @Override
        List<String> scans(List<String> plan) {
            var steps = plan.stream()
                    .map(step -> step.strip().replace("->", "").strip())
                    .toList();
            return IntStream.range(0, steps.size())
                    .filter(i -> POSTGRESQL_SCAN.matcher(steps.get(i)).matches())
                    .filter(i -> !isNarrow(steps.subList(Math.max(i - 1, 0), Math.min(i + 2, steps.size()))))
                    .mapToObj(steps::get)
                    .toList();
        }

        /** By a condition, or because the first row of all, as it stands, is enough. */
        private static boolean isNarrow(List<String> around) {
            boolean hasFilter = around.stream().anyMatch(step -> step.startsWith("Filter:"));
            return around.getLast().startsWith("Index Cond:")
                    || (around.getFirst().equals("Limit") && !hasFilter);
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        /** How the engine would go about it. */
        abstract List<String> plan(Tx tx, String statement);

        /** The steps that read from end to end. */
        abstract List<String> scans(List<String> plan);

        @Test
        void noStatementReadsAWholeTable() {
            var scansByStatement = new TreeMap<String, List<String>>();

            STATEMENTS.forEach((name, statement) -> {
                var scans = scans(fresh.db().read(tx -> plan(tx, statement)));
                if (!scans.isEmpty()) {
                    scansByStatement.put(name, scans);
                }
            });

            MAY_SCAN.forEach(scansByStatement::remove);
            assertThat(scansByStatement).isEmpty();
        }

        @Test
        void hotStatementsUseTheIndexThatWasMadeForThem() {
            check("PostStore.IN_PUBLIC", "post_in_public");
            check("PostStore.IN_PUBLIC_FROM", "post_in_public");
            check("PostStore.BY_AUTHOR", "post_of_author");
            check("PostStore.BY_AUTHOR_FROM", "post_of_author");
            check("PostStore.THREAD", "post_of_thread");
            // By one of two, which both have just the one row.
            check("PostStore.BOOST_BY", "post_boost");
            check("PostStore.BOOSTERS", "post_boost");
            check("SignalStore.BY", "signal_of_account");
            check("SignalStore.ON", "signal_on_post");
            check("NoticeStore.PAGE", "notice_of_account");
            check("BlockStore.BLOCKS_OF", "block_of_blocker");
            check("BlockStore.MUTES_OF", "mute_of_muter");
            check("FollowStore.FOLLOWERS", "follow_of_followed");
            check("FollowStore.FOLLOWING", "follow_of_follower");
        }

        private void check(String name, String index) {
            var statement = Objects.requireNonNull(STATEMENTS.get(name), name);

            var plan = fresh.db().read(tx -> plan(tx, statement));

            assertThat(plan).as(name).anyMatch(step -> step.contains(index)).noneMatch(step -> step.contains("Sort"));
        }
    }

    @Test
    void theStatementsAreFound() {
        assertThat(STATEMENTS)
                .hasSizeGreaterThan(40)
                .containsKeys(
                        "PostStore.IN_PUBLIC",
                        "PostStore.MENTIONS_OF",
                        "FollowStore.FOLLOWEES",
                        "EventLog.AFTER",
                        "AccountStore.FIND",
                        "AccountStore.STARTING_WITH",
                        "Ramage.LAST_ID")
                .containsKeys(MAY_SCAN.toArray(String[]::new));
    }

    /** By class and constant. Inserts find no rows. */
    private static Map<String, String> statements() {
        var statements = new TreeMap<String, String>();
        classes()
                .filter(it -> !it.getPackageName().equals("social.ramage.db"))
                .flatMap(it -> Arrays.stream(it.getDeclaredFields()))
                .filter(it -> it.getType() == String.class && Modifier.isStatic(it.getModifiers()))
                .forEach(it -> statements.put(it.getDeclaringClass().getSimpleName() + "." + it.getName(), value(it)));
        statements.values().removeIf(text -> !STATEMENT.matcher(text).matches());
        return statements;
    }

    private static Stream<Class<?>> classes() {
        try {
            var root = Path.of(Ramage.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (var files = Files.walk(root)) {
                return files
                        .map(it -> root.relativize(it).toString())
                        .filter(it -> it.endsWith(".class"))
                        .map(it -> it.replace(".class", "").replace('/', '.'))
                        .<Class<?>>map(FindingRowsTest::load)
                        .toList()
                        .stream();
            }
        } catch (URISyntaxException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, /* initialize= */ false, Ramage.class.getClassLoader());
        } catch (ClassNotFoundException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String value(Field constant) {
        try {
            constant.setAccessible(true);
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Sql bound(Sql sql, String statement) {
        var names =
                PARAMETER.matcher(statement).results().map(MatchResult::group).distinct();
        names.forEach(found -> {
            var name = found.replaceAll("[:<>]", "");
            if (found.startsWith("<") && WORDS.contains(name)) {
                sql.bindTexts(name, List.of("a", "b"));
            } else if (found.startsWith("<")) {
                sql.bindList(name, List.of(1L, 2L));
            } else if (WORDS.contains(name)) {
                sql.bind(name, "a");
            } else {
                sql.bind(name, 1);
            }
        });
        return sql;
    }
}
