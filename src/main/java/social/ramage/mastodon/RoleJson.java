package social.ramage.mastodon;

import social.ramage.person.Role;

/** Mastodon's Role. */
final class RoleJson {
    /** Of Mastodon's bits: to do everything. */
    private static final int ADMINISTRATOR = 1;

    /** To see the log, to handle reports, and to act on accounts. */
    private static final int MODERATES = 1 << 2 | 1 << 4 | 1 << 10;

    private RoleJson() {}

    static String of(Role role) {
        return switch (role) {
            case HOLDER -> json("0", "", 0);
            case MODERATOR -> json("1", "Moderator", MODERATES);
            case OWNER -> json("2", "Owner", ADMINISTRATOR);
        };
    }

    private static String json(String id, String name, int permissions) {
        return new JsonText()
                .raw("{")
                .text("id", id)
                .text("name", name)
                .text("permissions", Integer.toString(permissions))
                .text("color", "")
                .truth("highlighted", false)
                .number("collection_limit", 0)
                .raw("}")
                .toString();
    }
}
