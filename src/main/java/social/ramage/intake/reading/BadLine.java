package social.ramage.intake.reading;

import social.ramage.problem.Sentence;

/** A line that could not be used, and why. */
public record BadLine(long number, Sentence reason) {}
