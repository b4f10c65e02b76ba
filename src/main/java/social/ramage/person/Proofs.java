package social.ramage.person;

/** What several doors of this package share. */
record Proofs(
        People people, Sessions sessions, OneTimeKeys keys, AppCodes codes, Passwords passwords, Letters letters) {}
