package dev.waybill.audit.catalog;

import java.util.List;

/**
 * A file that was looked at.
 *
 * @param file from the home directory
 * @param problems what is wrong with it; empty when nothing is
 */
public record LintResult(String file, List<Problem> problems) {
  public LintResult {
    problems = List.copyOf(problems);
  }
}
