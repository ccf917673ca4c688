package dev.tardigrade.operator.grant;

/** Carries a {@link GrantProblem} to whoever asked for something that the grant does not give. */
public final class GrantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient GrantProblem problem;

    public GrantException(GrantProblem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public GrantProblem problem() {
        return problem;
    }
}
