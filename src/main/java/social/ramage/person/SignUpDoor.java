package social.ramage.person;

import social.ramage.db.Database;
import social.ramage.db.Tx;

/** Who may come in: what a moderator last said, or else what the server was started with. */
public final class SignUpDoor {
    private static final String NAME = "sign up";
    private static final String FIND = """
            select value from setting where name = :name
            """;
    private static final String SET = """
            insert into setting (name, value) values (:name, :value)
            on conflict (name) do update set value = excluded.value
            """;

    private final Database db;
    private final Opening usual;

    /** @param usual as long as no moderator said otherwise */
    public SignUpDoor(Database db, Opening usual) {
        this.db = db;
        this.usual = usual;
    }

    public Opening opening() {
        return db.read(this::opening);
    }

    public Opening opening(Tx tx) {
        return tx.sql(FIND)
                .bind("name", NAME)
                .first(row -> Opening.valueOf(row.text("value")))
                .orElse(usual);
    }

    public void set(Tx tx, Opening opening) {
        tx.sql(SET).bind("name", NAME).bind("value", opening.name()).run();
    }
}
