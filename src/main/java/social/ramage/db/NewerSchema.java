package social.ramage.db;

/** A newer Ramage has been here; this one would not understand what it wrote. */
public final class NewerSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NewerSchema(int found, int known) {
        super("the database has schema " + found + ", this Ramage knows " + known + ": start a newer Ramage");
    }
}
