package dev.waybill.lint;

import org.jspecify.annotations.Nullable;

/**
 * Finding of a check before the start.
 *
 * @param check name of the check, in lower case with hyphens
 * @param severity severity
 * @param file file, or the source of a setting; null when no file is at fault
 * @param line line from 1; 0 when no line is at fault
 * @param id route and node, setting, audit or control; null when there is none
 * @param problem the problem, as one line
 * @param fix change that resolves the problem; empty when the problem says it
 */
public record LintFinding(
    String check,
    LintSeverity severity,
    @Nullable String file,
    int line,
    @Nullable String id,
    String problem,
    String fix) {
  /** Returns an error. */
  public static LintFinding error(
      String check,
      @Nullable String file,
      int line,
      @Nullable String id,
      String problem,
      String fix) {
    return new LintFinding(check, LintSeverity.ERROR, file, line, id, problem, fix);
  }

  /** Returns a warning. */
  public static LintFinding warning(
      String check,
      @Nullable String file,
      int line,
      @Nullable String id,
      String problem,
      String fix) {
    return new LintFinding(check, LintSeverity.WARNING, file, line, id, problem, fix);
  }

  /** Returns one line for an operator. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (file != null) {
      out.append(file).append(line == 0 ? ": " : ":" + line + ": ");
    }
    out.append(severity.word()).append(' ').append(check).append(": ");
    if (id != null) {
      out.append(id).append(": ");
    }
    out.append(problem);
    return fix.isEmpty() ? out.toString() : out.append("; ").append(fix).toString();
  }
}
