package social.ramage.person;

import java.time.Duration;

/** What a secret that was handed out opens, once, and for how long. */
enum Purpose {
    /** Signs in whoever opens the link in the mail. */
    SIGN_IN(Duration.ofMinutes(15)),
    /** Lets them choose a new password. */
    PASSWORD(Duration.ofHours(1)),
    /** Shows that mail reaches them at a new address. */
    EMAIL(Duration.ofDays(1)),
    /** Between the password and the code of the app; never mailed. */
    CODE(Duration.ofMinutes(10)),
    /** What an authenticator signs. */
    PASSKEY(Duration.ofMinutes(5));

    private final Duration openFor;

    Purpose(Duration openFor) {
        this.openFor = openFor;
    }

    Duration openFor() {
        return openFor;
    }
}
