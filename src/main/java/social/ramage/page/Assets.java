package social.ramage.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import social.ramage.web.Answer;

/** Files of the program's own that pages need. */
final class Assets {
    private Assets() {}

    static Answer answer(String name, String type) {
        return Answer.asset(type, bytes(name));
    }

    private static byte[] bytes(String name) {
        try (var stream = Assets.class.getResourceAsStream("/social/ramage/assets/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
