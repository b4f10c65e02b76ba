package social.ramage.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

class StoringOriginsTest {
    private static final String SOURCE = "twitter";
    private static final String OTHER = "graph";

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        private final IntakeStore store = new IntakeStore();

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @Test
        void anAccountIsKnownByItsKeyInItsSourceOnly() {
            rememberAccounts(SOURCE, Map.of("ada", 1L, "grace", 2L));
            rememberAccounts(OTHER, Map.of("ada", 3L));

            assertThat(accounts(SOURCE, "ada", "alan")).isEqualTo(Map.of("ada", new AccountId(1)));
            assertThat(accounts(OTHER, "ada", "grace")).isEqualTo(Map.of("ada", new AccountId(3)));
            assertThat(accounts(SOURCE)).isEmpty();
        }

        @Test
        void whatIsRememberedFirstStays() {
            rememberAccounts(SOURCE, Map.of("ada", 1L));
            rememberAccounts(SOURCE, Map.of("ada", 2L, "grace", 3L));
            rememberPosts(SOURCE, Map.of(7L, 1L));
            rememberPosts(SOURCE, Map.of(7L, 2L, 8L, 3L));

            assertThat(accounts(SOURCE, "ada", "grace"))
                    .isEqualTo(Map.of("ada", new AccountId(1), "grace", new AccountId(3)));
            assertThat(posts(SOURCE, 7, 8)).isEqualTo(Map.of(7L, new PostId(1), 8L, new PostId(3)));
        }

        @Test
        void manyAreFoundAtOnce() {
            var keys = LongStream.rangeClosed(1, 1_200).boxed().toList();
            rememberAccounts(SOURCE, keys.stream().collect(Collectors.toMap(String::valueOf, it -> it)));
            rememberPosts(SOURCE, keys.stream().collect(Collectors.toMap(it -> it, it -> it + 5)));
            awaitParents(SOURCE, answers(keys));

            assertThat(accounts(SOURCE, keys.stream().map(String::valueOf).toArray(String[]::new)))
                    .hasSize(1_200)
                    .containsEntry("512", new AccountId(512))
                    .containsEntry("1200", new AccountId(1_200));
            assertThat(posts(SOURCE, keys.stream().mapToLong(it -> it).toArray()))
                    .hasSize(1_200)
                    .containsEntry(513L, new PostId(518));
            assertThat(awaiting(SOURCE, keys)).containsExactlyInAnyOrderElementsOf(answers(keys));
        }

        @Test
        void pagesOfAccountsGoThroughAllOfOneSourceInOrder() {
            rememberAccounts(SOURCE, Map.of("n1", 1L, "n10", 10L, "n2", 2L, "ada", 4L, "été", 5L));
            rememberAccounts(OTHER, Map.of("n15", 15L));

            var pages = new ArrayList<List<String>>();
            var after = "";
            while (pages.isEmpty() || !pages.getLast().isEmpty()) {
                var last = after;
                var page = fresh.db().read(tx -> store.accountsAfter(tx, SOURCE, last, 2));
                pages.add(page.stream().map(IntakeStore.Known::key).toList());
                after = page.isEmpty() ? last : page.getLast().key();
            }

            assertThat(pages).containsExactly(List.of("ada", "n1"), List.of("n10", "n2"), List.of("été"), List.of());
        }

        @Test
        void postsAreKnownByTheirKeyInTheirSourceOnly() {
            rememberPosts(SOURCE, Map.of(Long.MAX_VALUE, 1L));
            rememberPosts(OTHER, Map.of(7L, 2L));

            assertThat(posts(SOURCE, 7, Long.MAX_VALUE)).isEqualTo(Map.of(Long.MAX_VALUE, new PostId(1)));
            assertThat(posts(OTHER, 7)).isEqualTo(Map.of(7L, new PostId(2)));
        }

        @Test
        void answersWaitOnceOldestFirstUntilTheirWaitEnds() {
            var first = new IntakeStore.Answer(7, new PostId(20));
            var second = new IntakeStore.Answer(7, new PostId(30));
            var toAnother = new IntakeStore.Answer(8, new PostId(25));
            awaitParents(SOURCE, List.of(second, toAnother, first));
            awaitParents(SOURCE, List.of(first));
            awaitParents(OTHER, List.of(new IntakeStore.Answer(7, new PostId(20))));

            assertThat(awaiting(SOURCE, List.of(7L, 8L, 9L))).containsExactly(first, toAnother, second);
            assertThat(awaiting(SOURCE, List.of(7L))).containsExactly(first, second);
            fresh.db().change(tx -> store.endWait(tx, SOURCE, List.of(first, toAnother)));
            assertThat(awaiting(SOURCE, List.of(7L, 8L))).containsExactly(second);
            assertThat(awaiting(OTHER, List.of(7L))).containsExactly(first);
        }

        private static List<IntakeStore.Answer> answers(List<Long> keys) {
            return keys.stream()
                    .map(key -> new IntakeStore.Answer(key, new PostId(key + 9)))
                    .sorted(Comparator.comparing(IntakeStore.Answer::post).reversed())
                    .toList();
        }

        private void rememberAccounts(String source, Map<String, Long> accountByKey) {
            var known = accountByKey.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, it -> new AccountId(it.getValue())));
            fresh.db().change(tx -> store.rememberAccounts(tx, source, known));
        }

        private void rememberPosts(String source, Map<Long, Long> postByKey) {
            var known = postByKey.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, it -> new PostId(it.getValue())));
            fresh.db().change(tx -> store.rememberPosts(tx, source, known));
        }

        private void awaitParents(String source, List<IntakeStore.Answer> answers) {
            fresh.db().change(tx -> store.awaitParents(tx, source, answers));
        }

        private Map<String, AccountId> accounts(String source, String... keys) {
            return fresh.db().read(tx -> store.accounts(tx, source, List.of(keys)));
        }

        private Map<Long, PostId> posts(String source, long... keys) {
            return fresh.db()
                    .read(tx ->
                            store.posts(tx, source, LongStream.of(keys).boxed().toList()));
        }

        private List<IntakeStore.Answer> awaiting(String source, List<Long> parents) {
            return fresh.db().read(tx -> store.awaiting(tx, source, parents));
        }
    }
}
