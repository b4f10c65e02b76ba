package social.ramage.problem;

import java.time.Duration;

/** All that may be answered instead of what was asked. A face maps it once; nobody catches it on the way. */
public sealed interface Problem {
    Sentence sentence();

    /** There is none, or the viewer may not know that there is one: the answer is the same. */
    record NotFound(Sentence sentence) implements Problem {}

    /** Nobody is signed in, or with a token that is no longer good. */
    record SignedOut(Sentence sentence) implements Problem {}

    record Forbidden(Sentence sentence) implements Problem {}

    /** What was sent cannot be taken, and why. */
    record Invalid(String field, Sentence sentence) implements Problem {}

    /** The request itself cannot be read. */
    record Unreadable(Sentence sentence) implements Problem {}

    record TooLarge(Sentence sentence) implements Problem {}

    record WrongMethod(String allowed, Sentence sentence) implements Problem {}

    record TooMany(Duration retryAfter, Sentence sentence) implements Problem {}

    /** A bound of this server is reached, its disk is full, or it is stopping. Nothing was saved. */
    record Unavailable(Duration retryAfter, Sentence sentence) implements Problem {}

    /** A fault of ours. What it was is in the log, under the reference that the sentence names. */
    record Broken(Sentence sentence) implements Problem {}

    static Problem notFound() {
        return new NotFound(Sentence.of("problem.not_found"));
    }

    static Problem unavailable(String key) {
        return new Unavailable(Duration.ofSeconds(5), Sentence.of(key));
    }
}
