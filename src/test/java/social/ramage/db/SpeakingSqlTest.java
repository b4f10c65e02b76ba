package social.ramage.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpeakingSqlTest {
    private static final String PUT = """
            insert into setting (name, value) values (:name, :value) on conflict (name) do nothing
            """;
    private static final String VALUE = """
            select value from setting where name = :name
            """;
    private static final String FIND = """
            select name from setting where value = :value
            """;
    private static final String MENTION = """
            insert into mention (post_id, account_id) values (:post, :account) on conflict do nothing
            """;
    private static final String MENTIONED = """
            select account_id from mention where account_id in (<accounts>) order by account_id
            """;
    private static final String EVENT = """
            insert into event (kind, happened_at, account_id, other_id, visibility)
            values ('x', :at, cast(:account as bigint), cast(:other as bigint), nullif(:visibility, ''))
            """;
    private static final String EVENTS = """
            select * from event order by id
            """;
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "'\"`\\ -- /* ; */ $1 ? :name <names> ${x} %s %",
            "İıIi ßẞ Ǆ ﬁ Σς",
            "é e\u0301 \u1100\u1161\u11a8",
            "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇫🇷 👍🏽",
            "\u0001\u0007\u001f\u007f\u0085",
            "\r\n\t\u2028\u2029",
            "\u200f\u202eעברית\u202c\u200b\ufeff",
            "\ufffd\ufffe\uffff\ue000\ud83f\udfff\udbff\udfff",
            "long ".repeat(20_000));

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

        /** This setting of the driver makes batches faster and their counts useless. */
        @Test
        void countsStayExactWhateverTheAddressAsksOfTheDriver() {
            var at = new DatabaseAt(
                    fresh.at().url() + "?reWriteBatchedInserts=true", fresh.at().user(), "");

            try (var database = Database.open(at)) {
                var counts = database.transact(tx -> mention(tx, 1, 2, 1, 3, 3, 4));

                assertThat(counts).containsExactly(1, 1, 0, 1, 0, 1);
            }
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @Test
        void textsComeBackAsTheyWere() {
            for (var text : ODD_TEXTS) {
                var name = "text " + ODD_TEXTS.indexOf(text);
                fresh.db().change(tx -> put(tx, name, text));

                var back =
                        fresh.db().read(tx -> tx.sql(VALUE).bind("name", name).get(row -> row.text("value")));
                var found =
                        fresh.db().read(tx -> tx.sql(FIND).bind("value", text).list(row -> row.text("name")));

                assertThat(back).isEqualTo(text);
                assertThat(found).containsExactly(name);
            }
        }

        @Test
        void whatWasMeantAsNullIsNull() {
            var at = Instant.parse("2026-11-24T01:02:03.456Z");

            fresh.db().change(tx -> {
                tx.sql(EVENT)
                        .bind("at", at)
                        .bindNumber("account", Optional.empty())
                        .bindInstant("other", Optional.empty())
                        .bind("visibility", "")
                        .run();
                var batch = tx.batch(EVENT);
                batch.bind("at", at.toEpochMilli())
                        .bindNumber("account", Optional.empty())
                        .bindNumber("other", Optional.of(Long.MIN_VALUE))
                        .bind("visibility", "")
                        .add();
                batch.bind("at", at.toEpochMilli())
                        .bindNumber("account", Optional.of(Long.MAX_VALUE))
                        .bindNumber("other", Optional.empty())
                        .bind("visibility", "set")
                        .add();
                batch.run();
            });

            var rows = fresh.db()
                    .read(tx -> tx.sql(EVENTS)
                            .list(row -> List.of(
                                    row.instant("happened_at"),
                                    row.findNumber("account_id"),
                                    row.number("account_id"),
                                    row.findNumber("other_id"),
                                    row.findInstant("post_id"),
                                    row.findText("visibility"))));
            Optional<Object> none = Optional.empty();
            assertThat(rows)
                    .containsExactly(
                            List.of(at, none, 0L, none, none, none),
                            List.of(at, none, 0L, Optional.of(Long.MIN_VALUE), none, none),
                            List.of(at, Optional.of(Long.MAX_VALUE), Long.MAX_VALUE, none, none, Optional.of("set")));
        }

        @Test
        void listsOfAnyLengthFindTheirRowsOnce() {
            fresh.db().change(tx -> mention(tx, LongStream.rangeClosed(1, 1_100).toArray()));

            for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 1_000, 1_024, 1_025}) {
                var wanted = LongStream.rangeClosed(1, size).boxed().toList();

                var found = fresh.db()
                        .read(tx ->
                                tx.sql(MENTIONED).bindList("accounts", wanted).list(row -> row.number("account_id")));

                assertThat(found).as("%d ids", size).containsExactlyElementsOf(wanted);
            }
            assertThatThrownBy(() -> fresh.db()
                            .read(tx -> tx.sql(MENTIONED)
                                    .bindList("accounts", List.of())
                                    .list(row -> row.number("account_id"))))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void aBatchTellsWhichRowsWereNew() {
            fresh.db().change(tx -> mention(tx, 5));

            var counts = fresh.db().transact(tx -> mention(tx, 4, 5, 6, 6, 7));
            var none = fresh.db().transact(tx -> mention(tx));

            assertThat(counts).containsExactly(1, 0, 1, 0, 1);
            assertThat(none).isEmpty();
        }

        @Test
        void aLargeBatchTellsWhichRowsWereNew() {
            var odd = LongStream.range(0, 3_000).map(i -> 2 * i + 1).toArray();
            var all = LongStream.range(0, 6_000).toArray();
            fresh.db().change(tx -> mention(tx, odd));

            var counts = fresh.db().transact(tx -> mention(tx, all));

            assertThat(counts)
                    .containsExactly(
                            IntStream.range(0, 6_000).map(i -> 1 - i % 2).toArray());
        }

        @Test
        void aForgottenOrUnknownParameterIsABug() {
            assertThatThrownBy(() -> fresh.db().read(tx -> tx.sql(VALUE).list(row -> row.text("value"))))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> fresh.db()
                            .read(tx -> tx.sql(VALUE)
                                    .bind("name", "a")
                                    .bind("nobody", "b")
                                    .list(row -> row.text("value"))))
                    .isInstanceOf(RuntimeException.class);
        }

        @Test
        void keysSortByTheirBytesAndNotAsALanguageDoes() {
            fresh.db()
                    .change(tx ->
                            List.of("é", "b", "Z", "a", "ı", "i", "_", "1").forEach(name -> put(tx, name, "")));

            var sorted = fresh.db()
                    .read(tx -> tx.sql("select name from setting order by name").list(row -> row.text("name")));

            assertThat(sorted).containsExactly("1", "Z", "_", "a", "b", "i", "é", "ı");
        }

        static void put(Tx tx, String name, String value) {
            tx.sql(PUT).bind("name", name).bind("value", value).run();
        }

        static int[] mention(Tx tx, long... accounts) {
            var batch = tx.batch(MENTION);
            for (long account : accounts) {
                batch.bind("post", 1).bind("account", account).add();
            }
            return batch.run();
        }
    }
}
