package dev.waybill.audit.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue of audits is wrong. Holds every problem found, so that one look shows them all. */
public final class InvalidCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  InvalidCatalogException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one, by file and line. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", "The audits are wrong:\n", ""));
  }
}
