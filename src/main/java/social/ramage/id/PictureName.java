package social.ramage.id;

import java.util.Optional;

/**
 * Of a picture that never changes: another one has another name.
 *
 * @param ending of files of its kind, since some programs go by it
 */
public record PictureName(long id, String ending) {
    /** @return nothing, when no picture can be called so */
    public static Optional<PictureName> parse(String sent) {
        int dot = sent.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : DecimalId.parse(sent.substring(0, dot)).map(id -> new PictureName(id, sent.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return id + "." + ending;
    }
}
