package dev.waybill.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern SETTING = Pattern.compile("(waybill\\.[a-z0-9.-]+): (.*)");

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

  /**
   * Returns an error of a message as the start prints it: the setting, the problem and the fix.
   *
   * @param message text such as {@code waybill.queue: there is no queue a; create it}
   */
  public static LintFinding ofMessage(String check, @Nullable String message) {
    String text = String.valueOf(message).replaceAll("\\s+", " ").strip();
    Matcher named = SETTING.matcher(text);
    String id = named.matches() ? named.group(1) : null;
    String rest = named.matches() ? named.group(2) : text;
    int end = rest.lastIndexOf("; ");
    return end < 0
        ? error(check, null, 0, id, rest, "")
        : error(check, null, 0, id, rest.substring(0, end), rest.substring(end + 2));
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
