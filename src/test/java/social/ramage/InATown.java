package social.ramage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;

/** Tests of what people do over HTTP, each in an empty town, on both engines. */
@ParameterizedClass
@EnumSource(Engine.class)
abstract class InATown {
    @RegisterExtension
    final FreshDatabase fresh;

    @TempDir
    Path data;

    Town town;
    private final Clock clock;

    InATown(Engine engine) {
        this(engine, Clock.systemUTC());
    }

    InATown(Engine engine, Clock clock) {
        this.fresh = FreshDatabase.on(engine);
        this.clock = clock;
    }

    @BeforeEach
    void openTown() {
        var all = new EnumMap<Settings.Key, String>(Settings.Key.class);
        all.putAll(Town.on(fresh.at()));
        all.putAll(given());
        town = Town.in(data, all, clock);
    }

    /** Settings that these tests need to be others than usual. */
    Map<Settings.Key, String> given() {
        return Map.of();
    }

    Browser browser() {
        return new Browser(town, data);
    }

    @AfterEach
    void closeTown() {
        town.close();
    }
}
