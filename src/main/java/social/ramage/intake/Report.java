package social.ramage.intake;

import java.util.List;
import java.util.Map;
import social.ramage.intake.reading.BadLine;
import social.ramage.intake.reading.Note;

/** What an import did. */
public record Report(Counts counts, Bad bad, Map<Note, Long> notes, End end) {
    /** How it ended. */
    public enum End {
        WHOLE,
        /** Nobody listened any more, so that some of the file is still to come. */
        BROKEN_OFF
    }

    public sealed interface Counts {
        /**
         * @param accounts made for nodes
         * @param follows that are new
         * @param repeated follows that were there already, or that the file has more than once
         * @param loops nodes that follow themselves, which nobody can
         */
        record Graph(long accounts, long follows, long repeated, long loops) implements Counts {
            static final Graph NONE = new Graph(0, 0, 0, 0);

            boolean hasNew() {
                return accounts + follows > 0;
            }

            Graph plus(Graph other) {
                return new Graph(
                        accounts + other.accounts,
                        follows + other.follows,
                        repeated + other.repeated,
                        loops + other.loops);
            }
        }

        /**
         * @param accounts made for authors
         * @param posts that are new, boosts left out
         * @param boosts that are new
         * @param answers that were linked to what they answer
         * @param repeated posts and boosts that were here already, or that the file has more than once
         */
        record Posts(long accounts, long posts, long boosts, long answers, long repeated) implements Counts {
            static final Posts NONE = new Posts(0, 0, 0, 0, 0);

            boolean hasNew() {
                return accounts + posts + boosts > 0;
            }

            Posts plus(Posts other) {
                return new Posts(
                        accounts + other.accounts,
                        posts + other.posts,
                        boosts + other.boosts,
                        answers + other.answers,
                        repeated + other.repeated);
            }
        }
    }

    /** @param first the first few of the lines that could not be used */
    public record Bad(List<BadLine> first, long count) {}
}
