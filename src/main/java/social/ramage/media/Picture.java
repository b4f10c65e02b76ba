package social.ramage.media;

/** A picture of our own making. */
// Nobody compares pictures.
@SuppressWarnings("ArrayRecordComponent")
public record Picture(Kind kind, byte[] bytes) {
    public enum Kind {
        /** What has no transparent places. */
        JPEG("jpg", "image/jpeg"),
        PNG("png", "image/png");

        private final String ending;
        private final String type;

        Kind(String ending, String type) {
            this.ending = ending;
            this.type = type;
        }

        /** Of the names of its files. */
        public String ending() {
            return ending;
        }

        public String type() {
            return type;
        }
    }
}
