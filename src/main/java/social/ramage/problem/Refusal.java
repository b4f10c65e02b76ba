package social.ramage.problem;

/** Carries a {@link Problem} to the face. Not a fault of ours, so it has no stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.toString(), null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        this.problem = problem;
    }

    public static Refusal notFound() {
        return new Refusal(Problem.notFound());
    }

    public static Refusal forbidden(String key, Object... values) {
        return new Refusal(new Problem.Forbidden(Sentence.of(key, values)));
    }

    public static Refusal invalid(String field, String key, Object... values) {
        return new Refusal(new Problem.Invalid(field, Sentence.of(key, values)));
    }

    public Problem problem() {
        return problem;
    }
}
