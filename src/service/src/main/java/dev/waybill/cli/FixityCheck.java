package dev.waybill.cli;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityCondition.Kind;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.report.ReportNumber;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Output of a check of everything: a line for each defect as it is found, and a summary. */
final class FixityCheck implements FixityService.CheckListener {
  /** Limit of the versions that are named although nothing is known against them. */
  private static final int MAX_OPEN = 20;

  private final FixityText text;
  private final FixityProgress progress;
  private final Map<FixityCondition, Long> counts = new EnumMap<>(FixityCondition.class);
  private long open;
  private long unlisted;

  FixityCheck(PrintWriter out, FixityProgress progress) {
    this.text = new FixityText(out);
    this.progress = progress;
  }

  @Override
  public void note(String line) {
    progress.note(line);
  }

  @Override
  public void begun(long versions) {
    progress.begun(versions);
  }

  @Override
  public void examined(TileResult result) {
    result.examinations().stream()
        .map(Examination::condition)
        .forEach(it -> counts.merge(it, 1L, Long::sum));
    progress.examined(result);
  }

  @Override
  public void found(FixityService.Defect defect) {
    if (defect.condition().isDefect() || open++ < MAX_OPEN) {
      text.print(defect);
    }
  }

  @Override
  public void unlisted(TileRange range, String problem) {
    unlisted += range.width();
    text.line("log  entries " + range.from() + " to " + (range.to() - 1) + ": " + problem);
  }

  private long count(Kind kind) {
    return counts.entrySet().stream()
        .filter(it -> it.getKey().kind() == kind)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Prints the summary, and returns the exit code. */
  int end() {
    String found =
        counts.entrySet().stream()
            .map(it -> ReportNumber.count(it.getValue()) + " " + it.getKey().label())
            .collect(Collectors.joining(", "));
    text.line(progress.summary() + (found.isEmpty() ? "" : ": " + found));
    long defects = count(Kind.DEFECT);
    long unreadable = counts.getOrDefault(FixityCondition.UNREADABLE, 0L);
    if (defects + unlisted > 0) {
      text.line(
          "DEFECTS: "
              + ReportNumber.count(defects)
              + (unlisted == 0
                  ? ""
                  : "; not examined, because the log is damaged: " + ReportNumber.count(unlisted)));
      return ExitCode.FINDING;
    }
    if (unreadable > 0) {
      text.line("NOT VERIFIED: " + ReportNumber.count(unreadable) + " could not be read");
      return ExitCode.UNREACHABLE;
    }
    text.line(count(Kind.OPEN) == 0 ? "verified" : "verified, except what is named above");
    return ExitCode.SUCCESS;
  }
}
