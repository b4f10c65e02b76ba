package social.ramage.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That tests of both engines run on real ones, in odd places. */
class OnBothEnginesTest {
    private static final String COUNT = """
            select count(*) as settings from setting
            """;

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }

        @Test
        void isSqlite() {
            assertThat(answer("select sqlite_version() as answer")).startsWith("3.");
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }

        @Test
        void isPostgresqlInTurkishInKathmandu() {
            assertThat(answer("select version() as answer")).startsWith("PostgreSQL 18");
            assertThat(answer("select current_setting('timezone') as answer")).isEqualTo("Asia/Kathmandu");
            assertThat(answer("select lower('I') as answer")).isEqualTo("ı");
            assertThat(answer("select rolsuper as answer from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @RepeatedTest(2)
        void eachTestHasADatabaseOfItsOwn() {
            long before = fresh.db().read(tx -> tx.sql(COUNT).get(row -> row.number("settings")));

            fresh.db()
                    .change(tx -> tx.sql("insert into setting (name, value) values ('a', 'b')")
                            .run());

            assertThat(before).isZero();
            assertThat(fresh.db().engine()).isEqualTo(fresh.engine());
        }

        String answer(String query) {
            return fresh.db().read(tx -> tx.sql(query).get(row -> row.text("answer")));
        }
    }
}
