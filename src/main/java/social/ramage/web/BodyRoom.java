package social.ramage.web;

import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;

/** The memory that one body may take. */
final class BodyRoom {
    private final int bytesMax;
    private final LargeBodies large;
    private boolean isLarge;

    /** @param bytesMax as the route says; beyond the usual it takes files, too */
    BodyRoom(int bytesMax, LargeBodies large) {
        this.bytesMax = bytesMax;
        this.large = large;
    }

    int bytesMax() {
        return bytesMax;
    }

    boolean takesFiles() {
        return bytesMax > Body.BYTES_MAX;
    }

    /** To be asked before there are more bytes than usual. @throws Refusal Unavailable when others have all the room */
    void beLarge() {
        if (!isLarge) {
            if (!large.enter()) {
                throw new Refusal(Problem.unavailable("problem.busy"));
            }
            isLarge = true;
        }
    }

    void leave() {
        if (isLarge) {
            isLarge = false;
            large.leave();
        }
    }
}
