package dev.waybill.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong. Holds every problem found, so that one start shows them all. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<SettingProblem> problems;
  private final transient List<SettingEntry> entries;

  SettingsException(List<SettingProblem> problems, List<SettingEntry> entries) {
    super(message(problems));
    this.problems = List.copyOf(problems);
    this.entries = List.copyOf(entries);
  }

  /** At least one. */
  public List<SettingProblem> problems() {
    return problems;
  }

  /** What is in effect all the same, wrong values among it, for whoever has to find them. */
  public List<SettingEntry> entries() {
    return entries;
  }

  private static String message(List<SettingProblem> problems) {
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", "The configuration is wrong:\n", ""));
  }
}
