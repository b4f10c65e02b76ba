package social.ramage.person;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import social.ramage.work.HeavyWork;

/** Argon2id as OWASP's cheat sheet on password storage asks for it: 19 MiB, two passes, one lane. */
final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HeavyWork work;
    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    Passwords(HeavyWork work) {
        this.work = work;
    }

    /** @return what is kept: parameters, salt and hash in one text */
    String hash(Password password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return work.run(() -> argon2.hash(bytes(password), salt).getResult());
    }

    boolean matches(Password password, String kept) {
        return work.run(() ->
                Argon2Function.getInstanceFromHash(kept).check(bytes(password), kept.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes as long as a comparison, so that nobody can tell by the time whether there is anything to compare with. */
    void pretend(Password password) {
        hash(password);
    }

    private static byte[] bytes(Password password) {
        return password.value().getBytes(StandardCharsets.UTF_8);
    }
}
