package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;

/** Whether somebody may wait for what is written here: imports then write less at a time. */
@ParameterizedClass
@EnumSource(Engine.class)
class HavingOthersTest {
    private final Engine engine;

    @RegisterExtension
    final FreshDatabase fresh;

    @TempDir
    Path data;

    HavingOthersTest(Engine engine) {
        this.engine = engine;
        this.fresh = FreshDatabase.on(engine);
    }

    @Test
    void aCommandIsAloneOnTheEmbeddedDatabaseOnlyAndAServerNever() {
        var given = new TreeMap<>(Town.on(fresh.at()));
        given.put(Settings.Key.WEB_PORT, "0");
        given.put(Settings.Key.MANAGEMENT_PORT, "0");
        try (var ramage = Ramage.open(Settings.from(data, Map.of(), given), Clock.systemUTC())) {
            assertThat(ramage.hasOthers()).isEqualTo(engine == Engine.POSTGRESQL);

            try (var _ = ramage.listen(OutputStream.nullOutputStream())) {
                assertThat(ramage.hasOthers()).isTrue();
            }
        }
    }
}
