package social.ramage.id;

import java.util.Optional;

/** A program that people let act for them. */
public record ClientId(long value) {
    /** @return nothing, when no client can have such an id */
    public static Optional<ClientId> parse(String sent) {
        return DecimalId.parse(sent).map(ClientId::new);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
