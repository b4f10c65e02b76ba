package social.ramage;

import java.util.Optional;
import social.ramage.db.Database;
import social.ramage.db.Tx;

/** Where people reach this server. Clients and other servers remember it, so it is fixed at the first start. */
final class PublicUrl {
    private static final String NAME = "public url";
    private static final String FIND = """
            select value from setting where name = :name
            """;
    private static final String FIX = """
            insert into setting (name, value) values (:name, :value) on conflict (name) do nothing
            """;

    private PublicUrl() {}

    /** @throws Settings.Mistaken when another is asked for than the one that is fixed */
    static String fix(Database db, Settings settings) {
        var wanted = settings.publicUrl();
        var listen = settings.listen();
        var local = listen.urlAt(listen.port());
        var fixed = db.transact(tx -> {
            // A free port is another at each start: then nothing can be promised.
            if (!wanted.isEmpty() || listen.port() != 0) {
                tx.sql(FIX)
                        .bind("name", NAME)
                        .bind("value", wanted.isEmpty() ? local : wanted)
                        .run();
            }
            return find(tx).orElse(local);
        });
        if (!wanted.isEmpty() && !wanted.equals(fixed)) {
            throw new Settings.Mistaken(java.util.List.of(
                    Settings.Key.WEB_URL.property() + ": is " + fixed + " since the first start and cannot change"));
        }
        return fixed;
    }

    private static Optional<String> find(Tx tx) {
        return tx.sql(FIND).bind("name", NAME).first(row -> row.text("value"));
    }
}
