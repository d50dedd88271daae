package dev.waybill.fixity.second;

import java.util.EnumMap;
import java.util.Map;

/** Numbers of the problems of a report. */
final class ProblemCounts {
  private final Map<ReportProblem, Long> counts = new EnumMap<>(ReportProblem.class);

  void add(ReportProblem problem) {
    counts.merge(problem, 1L, Long::sum);
  }

  Map<ReportProblem, Long> all() {
    return Map.copyOf(counts);
  }
}
