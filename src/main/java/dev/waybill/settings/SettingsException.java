package dev.waybill.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong. Holds every problem found, so that one start shows them all. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<SettingProblem> problems;

  SettingsException(List<SettingProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<SettingProblem> problems() {
    return problems;
  }

  private static String message(List<SettingProblem> problems) {
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", "The configuration is wrong:\n", ""));
  }
}
