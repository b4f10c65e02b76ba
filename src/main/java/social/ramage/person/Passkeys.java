package social.ramage.person;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.ramage.db.Database;
import social.ramage.id.PersonId;
import social.ramage.problem.Refusal;

/**
 * Keys that people's devices keep, and use after they have seen a finger, a face or a number: they sign in alone,
 * without a password and without a code (WebAuthn, level 3). No attestation is asked for: any device will do.
 */
public final class Passkeys {
    /** Of one person. */
    static final int EACH_MAX = 20;

    private static final int NAME_MAX = 60;
    private static final int JSON_UNITS_MAX = 16_000;
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = Stream.of(
                    COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256)
            .map(it -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, it))
            .toList();

    private final Database db;
    private final Clock clock;
    private final OneTimeKeys keys;
    private final PasskeyStore store = new PasskeyStore();
    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    Passkeys(Database db, OneTimeKeys keys, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.keys = keys;
    }

    /** @return what a device is to sign, once and soon */
    public Secret challenge() {
        return db.transact(tx -> keys.create(tx, Purpose.PASSKEY, OneTimeKeys.Held.NOBODY));
    }

    /** The oldest first. */
    public List<Passkey> of(PersonId person) {
        return db.read(tx -> store.of(tx, person, EACH_MAX));
    }

    /**
     * Takes a new key.
     *
     * @param sent what the browser's {@code navigator.credentials.create} gave, as JSON
     * @param url where people reach this server: a key is good for it alone
     * @throws Refusal Invalid when it is no good answer to a challenge of ours, or known already
     */
    public void add(PersonId person, String sent, String name, String url) {
        var data = parse(() -> manager.parseRegistrationResponseJSON(bounded(sent)));
        var challenge = challenge(data.getCollectedClientData());
        parse(() -> manager.verify(
                data,
                new RegistrationParameters(
                        server(url, challenge),
                        ALGORITHMS,
                        /* userVerificationRequired= */ true,
                        /* userPresenceRequired= */ true)));
        var authenticator = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
        var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
        var kept = new PasskeyStore.Kept(person, base64(credentials.convert(credential)), authenticator.getSignCount());
        db.change(tx -> {
            keys.use(tx, challenge, Purpose.PASSKEY);
            boolean isNew = store.of(tx, person, EACH_MAX).size() < EACH_MAX
                    && store.insert(
                            tx,
                            base64(credential.getCredentialId()),
                            kept,
                            name.strip().substring(0, Math.min(name.strip().length(), NAME_MAX)),
                            clock.instant());
            if (!isNew) {
                throw refused();
            }
        });
    }

    /**
     * Signs in.
     *
     * @param sent what the browser's {@code navigator.credentials.get} gave, as JSON
     * @throws Refusal Invalid when it is no good answer to a challenge of ours, or no key that is known
     */
    public PersonId signIn(String sent, String url) {
        var data = parse(() -> manager.parseAuthenticationResponseJSON(bounded(sent)));
        var challenge = challenge(data.getCollectedClientData());
        var credential = credentialId(data);
        var id = base64(credential);
        var kept = db.read(tx -> store.find(tx, id)).orElseThrow(Passkeys::refused);
        parse(() -> manager.verify(
                data,
                new AuthenticationParameters(
                        server(url, challenge),
                        record(kept),
                        List.of(credential),
                        /* userVerificationRequired= */ true,
                        /* userPresenceRequired= */ true)));
        long uses = Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
        db.change(tx -> {
            keys.use(tx, challenge, Purpose.PASSKEY);
            store.use(tx, id, uses, clock.instant());
        });
        return kept.person();
    }

    /** One that is not theirs is left alone. */
    public void remove(PersonId person, String id) {
        db.change(tx -> store.delete(tx, person, id));
    }

    private CredentialRecordImpl record(PasskeyStore.Kept kept) {
        AttestedCredentialData credential =
                credentials.convert(Base64.getUrlDecoder().decode(kept.credential()));
        return new CredentialRecordImpl(
                new NoneAttestationStatement(), null, null, null, kept.uses(), credential, null, null, null, null);
    }

    /** What the answer says that it answers; whether that is so, the signature tells. */
    private static Secret challenge(@Nullable CollectedClientData data) {
        if (data == null) {
            throw refused();
        }
        return new Secret(base64(data.getChallenge().getValue()));
    }

    private static ServerProperty server(String url, Secret challenge) {
        return ServerProperty.builder()
                .origin(new Origin(url))
                .rpId(URI.create(url).getHost())
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge.value())))
                .build();
    }

    /** The library's annotation stands where JSpecify reads it as one of the array's elements. */
    @SuppressWarnings("NullAway")
    private static byte[] credentialId(AuthenticationData data) {
        if (data.getCredentialId() == null) {
            throw refused();
        }
        return data.getCredentialId();
    }

    private static String bounded(String sent) {
        if (sent.length() > JSON_UNITS_MAX) {
            throw refused();
        }
        return sent;
    }

    private static <T> T parse(Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (WebAuthnException | IllegalArgumentException _) {
            // Whatever was wrong with it, it opens nothing.
            throw refused();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Refusal refused() {
        return Refusal.invalid("passkey", "problem.passkey");
    }
}
