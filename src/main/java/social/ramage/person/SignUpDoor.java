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

    public enum State {
        OPEN,
        /** Only with an invitation. */
        INVITATION,
        CLOSED
    }

    private final Database db;
    private final State usual;

    /** @param usual as long as no moderator said otherwise */
    public SignUpDoor(Database db, State usual) {
        this.db = db;
        this.usual = usual;
    }

    public State state() {
        return db.read(this::state);
    }

    public State state(Tx tx) {
        return tx.sql(FIND)
                .bind("name", NAME)
                .first(row -> State.valueOf(row.text("value")))
                .orElse(usual);
    }

    public void set(Tx tx, State state) {
        tx.sql(SET).bind("name", NAME).bind("value", state.name()).run();
    }
}
