package social.ramage.intake.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import social.ramage.problem.Sentence;

/** One line of a file. Numbers begin at 1. */
sealed interface Line {
    /** What is read where nothing says how a text is encoded, as in browsers. */
    Charset OTHERWISE = Charset.forName("windows-1252");

    long number();

    /** Without its end. The bytes stand until the next line is asked for. */
    // Large files make many of these, so the reader's own buffer is lent instead of copied.
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(long number, byte[] bytes, int start, int end) implements Line {
        boolean isBlank() {
            for (int i = start; i < end; i++) {
                if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                    return false;
                }
            }
            return true;
        }

        /** @return nothing when it is not UTF-8 */
        Optional<String> text() {
            return text(start, end);
        }

        /** @return the part between these bytes, or nothing when it is not UTF-8 */
        Optional<String> text(int from, int to) {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, from, to - from))
                        .toString());
            } catch (CharacterCodingException _) {
                return Optional.empty();
            }
        }

        String textOtherwise() {
            return new String(bytes, start, end - start, OTHERWISE);
        }
    }

    /** A line that is too long, or at which a compressed file breaks off. */
    record Broken(long number, Sentence reason) implements Line {}
}
