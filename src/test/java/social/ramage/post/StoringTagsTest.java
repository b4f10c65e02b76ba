package social.ramage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;
import social.ramage.id.PostId;

class StoringTagsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant LATE_ON_MONDAY = Instant.parse("2026-11-23T23:59:59.999Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T00:00:00Z");

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

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        private final TagStore store = new TagStore();

        @Test
        void aTagKeepsTheNameOfWhoUsedItFirst() {
            tag(10, Map.of("ete", "Été"));
            tag(11, Map.of("ete", "ETE"));
            tag(12, Map.of("été", "été"));

            assertThat(names()).containsExactly("Été", "été");
            fresh.db().change(tx -> store.countUses(tx, List.of(10L, 11L, 12L), MONDAY));
            assertThat(uses()).containsExactly("ete 20780 2", "été 20780 1");
        }

        @Test
        void usesAreCountedByDay() {
            tag(10, Map.of("a", "a", "b", "b"));
            tag(11, Map.of("a", "A"));
            tag(12, Map.of());
            tag(13, Map.of("c", "c"));

            fresh.db().change(tx -> {
                store.countUses(tx, List.of(10L, 11L, 12L), MONDAY);
                store.countUses(tx, List.of(13L), LATE_ON_MONDAY);
                store.countUses(tx, List.of(10L), TUESDAY);
                store.countUses(tx, List.of(11L), LATE_ON_MONDAY);
                store.countUses(tx, List.of(99L), TUESDAY);
            });

            assertThat(uses()).containsExactly("a 20780 3", "a 20781 1", "b 20780 1", "b 20781 1", "c 20780 1");
        }

        @Test
        void aPostIsTaggedOnceAndUntaggedForGood() {
            tag(10, Map.of("a", "a", "b", "b"));
            tag(10, Map.of("a", "a"));
            tag(11, Map.of("a", "a"));

            fresh.db().change(tx -> store.untag(tx, new PostId(10)));
            fresh.db().change(tx -> store.countUses(tx, List.of(10L, 11L), MONDAY));

            assertThat(uses()).containsExactly("a 20780 1");
            assertThat(names()).containsExactly("a", "b");
        }

        private void tag(long post, Map<String, String> nameByKey) {
            fresh.db().change(tx -> store.tag(tx, new PostId(post), nameByKey));
        }

        private List<String> names() {
            return fresh.db()
                    .read(tx -> tx.sql("select name from tag order by key").list(row -> row.text("name")));
        }

        private List<String> uses() {
            return fresh.db()
                    .read(tx -> tx.sql("select key, day, tag_day.posts from tag_day"
                                    + " join tag on tag.id = tag_id order by key, day")
                            .list(row -> row.text("key") + " " + row.number("day") + " " + row.number("posts")));
        }
    }
}
