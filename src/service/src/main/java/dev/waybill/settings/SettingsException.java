package dev.waybill.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Failure of a wrong configuration. Holds every problem, so that one start reports them all. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<SettingProblem> problems;
  private final transient List<SettingEntry> entries;

  SettingsException(List<SettingProblem> problems, List<SettingEntry> entries) {
    super(message(problems));
    this.problems = List.copyOf(problems);
    this.entries = List.copyOf(entries);
  }

  /** Returns the problems, at least one. */
  public List<SettingProblem> problems() {
    return problems;
  }

  /** Returns the effective values, including wrong ones, which help to find the problem. */
  public List<SettingEntry> entries() {
    return entries;
  }

  private static String message(List<SettingProblem> problems) {
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", "The configuration is wrong:\n", ""));
  }
}
