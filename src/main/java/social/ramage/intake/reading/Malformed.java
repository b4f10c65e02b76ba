package social.ramage.intake.reading;

import social.ramage.problem.Sentence;

/** What stands in a record cannot be used. Caught where records are counted; no fault of ours, so without a trace. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Sentence reason;

    Malformed(String key, Object... values) {
        super(key, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        this.reason = Sentence.of(key, values);
    }

    Sentence reason() {
        return reason;
    }
}
