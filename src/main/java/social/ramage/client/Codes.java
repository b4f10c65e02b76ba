package social.ramage.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import social.ramage.db.Database;

/** The rules of codes that are exchanged for tokens. */
public final class Codes {
    static final Duration OPEN_FOR = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int SWEPT_MAX = 500;
    /** SHA-256 in Base64 for URLs. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private Codes() {}

    public static boolean canBeChallenge(String sent) {
        return CHALLENGE.matcher(sent).matches();
    }

    /** Whether that is the answer; without a challenge none may be given. */
    static boolean answers(Optional<String> challenge, String verifier) {
        return challenge.map(it -> it.equals(hash(verifier))).orElse(verifier.isEmpty());
    }

    static void sweep(Database db, ClientStore store, Instant now) {
        var before = now.minus(KEPT);
        db.sweep(SWEPT_MAX, tx -> store.sweepCodes(tx, before, SWEPT_MAX));
    }

    private static String hash(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("every Java has SHA-256", failure);
        }
    }
}
