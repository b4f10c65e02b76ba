package social.ramage.person;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import social.ramage.db.Database;
import social.ramage.db.Tx;
import social.ramage.id.PersonId;
import social.ramage.problem.Refusal;

/** Codes of six digits that an app shows (RFC 6238), asked for beside the password, and some on paper for the day that it is lost. */
public final class AppCodes {
    static final int PAPER_CODES = 10;
    /** 80 bits: kept hashed, and not to be guessed from that. */
    private static final int PAPER_CHARACTERS = 16;

    private static final int SECRET_BYTES = 20;
    /** Clocks differ: the code before and the one after are good, too. */
    private static final int STEPS_AROUND = 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database db;
    private final Clock clock;
    private final CodeStore store = new CodeStore();
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    AppCodes(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @return a secret for the app, in Base32; nothing is asked for until {@link #turnOn} */
    public String propose() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.write(bytes);
    }

    /**
     * From now on a code is asked for.
     *
     * @param code that the app shows for the secret, to prove that it has it
     * @return codes to be kept on paper, each good once; they cannot be read again
     * @throws Refusal Invalid when it is another code, or the secret is none of ours
     */
    public List<String> turnOn(PersonId person, String secret, String code) {
        var bytes = Base32.read(secret)
                .filter(it -> it.length == SECRET_BYTES)
                .orElseThrow(() -> Refusal.invalid("code", "problem.code"));
        long step = step(bytes, plain(code));
        if (step < 0) {
            throw Refusal.invalid("code", "problem.code");
        }
        var paper = new ArrayList<String>();
        for (int i = 0; i < PAPER_CODES; i++) {
            paper.add(paperCode());
        }
        var hashes = paper.stream().map(it -> new Secret(it).hash()).toList();
        db.change(tx -> store.turnOn(tx, person, new CodeStore.Kept(secret, step), clock.instant(), hashes));
        return paper.stream().map(AppCodes::grouped).toList();
    }

    public void turnOff(PersonId person) {
        db.change(tx -> store.turnOff(tx, person));
    }

    /** @return whether it is a good code; each is good once */
    boolean use(Tx tx, PersonId person, String typed) {
        var plain = plain(typed);
        if (plain.length() == PAPER_CHARACTERS) {
            return store.usePaper(tx, person, new Secret(plain).hash());
        }
        var kept = store.find(tx, person);
        if (kept.isEmpty()) {
            return false;
        }
        long step = step(Base32.read(kept.get().secret()).orElseThrow(), plain);
        return step >= 0 && store.pass(tx, person, step);
    }

    /** @return in which step of time it is the code, or a negative number */
    private long step(byte[] secret, String code) {
        var key = new SecretKeySpec(secret, generator.getAlgorithm());
        var length = generator.getTimeStep();
        long now = clock.millis() / length.toMillis();
        try {
            for (long step = now - STEPS_AROUND; step <= now + STEPS_AROUND; step++) {
                var at = java.time.Instant.ofEpochMilli(step * length.toMillis());
                if (generator
                        .generateOneTimePasswordString(key, at, Locale.ROOT)
                        .equals(code)) {
                    return step;
                }
            }
        } catch (InvalidKeyException failure) {
            throw new IllegalStateException(failure);
        }
        return -1;
    }

    /** As people copy it: with blanks, hyphens and in any case. */
    private static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    private static String paperCode() {
        var bytes = new byte[PAPER_CHARACTERS * 5 / 8];
        RANDOM.nextBytes(bytes);
        return Base32.write(bytes).toLowerCase(Locale.ROOT);
    }

    private static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }
}
