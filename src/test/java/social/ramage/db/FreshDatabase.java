package social.ramage.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test a real database of its own, with today's tables and nothing in them: a copy of one that was migrated
 * once, which costs milliseconds.
 */
public final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {
    private final Engine engine;
    private final Supplier<Place> makePlace;
    private @Nullable Place place;
    private @Nullable Database open;

    private FreshDatabase(Engine engine, Supplier<Place> makePlace) {
        this.engine = engine;
        this.makePlace = makePlace;
    }

    public static FreshDatabase on(Engine engine) {
        return new FreshDatabase(
                engine,
                switch (engine) {
                    case SQLITE -> SqliteFile::migrated;
                    case POSTGRESQL -> PostgresDatabase::migrated;
                });
    }

    /** Without tables, for tests of how they come. */
    public static FreshDatabase emptyOn(Engine engine) {
        return new FreshDatabase(
                engine,
                switch (engine) {
                    case SQLITE -> SqliteFile::empty;
                    case POSTGRESQL -> PostgresDatabase::empty;
                });
    }

    public Engine engine() {
        return engine;
    }

    /** Where it is, for whoever opens it themselves. */
    public DatabaseAt at() {
        if (place == null) {
            throw new IllegalStateException("outside of a test");
        }
        return place.at();
    }

    /** Opened for the first who asks, and closed after the test. */
    public Database db() {
        if (open == null) {
            open = Database.open(at());
        }
        return open;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        place = makePlace.get();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (open != null) {
            open.close();
            open = null;
        }
        if (place != null) {
            place.remove();
            place = null;
        }
    }

    private sealed interface Place {
        DatabaseAt at();

        void remove();
    }

    private record SqliteFile(Path folder) implements Place {
        private static final String NAME = "ramage.db";

        static SqliteFile empty() {
            try {
                return new SqliteFile(Files.createTempDirectory("ramage-sqlite"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        static SqliteFile migrated() {
            var fresh = empty();
            try {
                Files.write(fresh.folder.resolve(NAME), MigratedFile.BYTES);
                return fresh;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public DatabaseAt at() {
            return DatabaseAt.file(folder.resolve(NAME));
        }

        @Override
        public void remove() {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static final class MigratedFile {
        private static final byte[] BYTES = make();

        private static byte[] make() {
            var template = SqliteFile.empty();
            Migrations.migrate(template.at());
            try {
                return Files.readAllBytes(template.folder().resolve(SqliteFile.NAME));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } finally {
                template.remove();
            }
        }
    }

    private record PostgresDatabase(String name) implements Place {
        private static final AtomicInteger COUNT = new AtomicInteger();

        static PostgresDatabase empty() {
            return copyOf("template1");
        }

        static PostgresDatabase migrated() {
            return copyOf(MigratedDatabase.NAME);
        }

        static PostgresDatabase copyOf(String template) {
            var fresh = new PostgresDatabase("fresh" + COUNT.incrementAndGet());
            PostgresServer.shared().create(fresh.name, template);
            return fresh;
        }

        @Override
        public DatabaseAt at() {
            return PostgresServer.shared().at(name);
        }

        @Override
        public void remove() {
            PostgresServer.shared().drop(name);
        }
    }

    private static final class MigratedDatabase {
        private static final String NAME = make();

        private static String make() {
            var template = PostgresDatabase.empty();
            Migrations.migrate(template.at());
            return template.name();
        }
    }
}
