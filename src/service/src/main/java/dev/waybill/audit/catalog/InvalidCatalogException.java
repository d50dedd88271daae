package dev.waybill.audit.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** Rejection of an invalid catalogue of audits. Holds all problems, so that one run shows them. */
public final class InvalidCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  InvalidCatalogException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems by file and line, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", "The audits are invalid:\n", ""));
  }
}
