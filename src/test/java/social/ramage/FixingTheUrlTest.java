package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;

class FixingTheUrlTest {
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

        @TempDir
        Path data;

        @Test
        void theFirstStartFixesItForGood() {
            var first = fix(Map.of(Settings.Key.WEB_URL, "https://ramage.example"));
            var same = fix(Map.of(Settings.Key.WEB_URL, "https://ramage.example/"));
            var unsaid = fix(Map.of());
            var anyPort = fix(Map.of(Settings.Key.WEB_PORT, "0"));

            assertThat(first).isEqualTo("https://ramage.example");
            assertThat(same).isEqualTo(first);
            assertThat(unsaid).isEqualTo(first);
            assertThat(anyPort).as("whatever the port").isEqualTo(first);
        }

        @Test
        void anotherIsRefusedAndBothAreNamed() {
            fix(Map.of());

            assertThatThrownBy(() -> fix(Map.of(Settings.Key.WEB_URL, "https://ramage.example")))
                    .isInstanceOf(Settings.Mistaken.class)
                    .hasMessage("web.url: is http://127.0.0.1:8080 since the first start and cannot change");
            assertThat(fix(Map.of(Settings.Key.WEB_PORT, "9090"))).isEqualTo("http://127.0.0.1:8080");
        }

        @Test
        void aFreePortFixesNothing() {
            fix(Map.of(Settings.Key.WEB_PORT, "0"));

            assertThat(fix(Map.of(Settings.Key.WEB_URL, "https://ramage.example")))
                    .isEqualTo("https://ramage.example");
        }

        private String fix(Map<Settings.Key, String> given) {
            return PublicUrl.fix(fresh.db(), Settings.from(data, Map.of(), given));
        }
    }
}
